using TraceLab.Core.Commands;
using TraceLab.Core.Geometry;
using TraceLab.Core.Pixels;

namespace TraceLab.Cli.Redaction;

/// <summary>
/// Which off-screen surfaces ever give pixels to a part of the screen, directly or through others. By number, over the
/// whole session: one that was reused is secret all along.
/// </summary>
internal static class SecretSurfaces
{
    public static IReadOnlySet<int> Of(IEnumerable<SessionEvent> events, Rect area)
    {
        var secret = new HashSet<int>();
        var readers = new HashSet<(int Source, int Target)>();
        foreach (var command in events.OfType<DrawingCommand>())
        {
            foreach (var source in new[] { command.Source, command.SecondSource })
            {
                if (source is not { SurfaceId: not Surface.ScreenId } read)
                {
                    continue;
                }

                readers.Add((read.SurfaceId, command.Target.SurfaceId));
                if (command.Target.SurfaceId == Surface.ScreenId && command.Bounds.Intersects(area))
                {
                    secret.Add(read.SurfaceId);
                }
            }
        }

        // What feeds a secret surface is secret too.
        for (var before = -1; before != secret.Count; )
        {
            before = secret.Count;
            secret.UnionWith(readers.Where(edge => secret.Contains(edge.Target)).Select(edge => edge.Source).ToArray());
        }

        return secret;
    }
}
