using TraceLab.Core.Commands;
using TraceLab.Core.Geometry;
using TraceLab.Core.Pixels;

namespace TraceLab.Simulation.Encoder.Offscreen;

/// <summary>What becomes of a log's entries that did not go while the session went on.</summary>
internal static class OffscreenAging
{
    private static readonly Rect Everywhere = new(
        int.MinValue / 2,
        int.MinValue / 2,
        int.MaxValue / 2,
        int.MaxValue / 2
    );

    /// <summary>
    /// Removes what is settled. What waits is broken if pixels that it reads were changed after its place: on the screen by
    /// any primitive or with the screen itself, off-screen by an entry that went before it. What waits for a surface on which later
    /// entries are settled is of a surface that was replaced, and goes.
    /// </summary>
    public static void Age(
        List<OffscreenEntry> log,
        IReadOnlyList<(int Place, Rect Bounds)> screenChanges,
        bool screenIsLost
    )
    {
        var settled = new List<OffscreenEntry>();
        for (var position = log.Count - 1; position >= 0; position--)
        {
            var entry = log[position];
            if (entry.IsSettled)
            {
                settled.Add(entry);
            }
            else if (settled.Exists(later => later.SurfaceId == entry.SurfaceId))
            {
                entry.IsSettled = true;
            }
            else
            {
                entry.IsBroken |=
                    settled.Exists(later =>
                        entry.Reads(later.SurfaceId, later.Drawing is null ? Everywhere : later.Bounds)
                    )
                    || (screenIsLost && entry.Reads(Surface.ScreenId, Everywhere))
                    || screenChanges.Any(change =>
                        change.Place > entry.Place && entry.Reads(Surface.ScreenId, change.Bounds)
                    );
            }
        }

        log.RemoveAll(entry => entry.IsSettled);
    }

    /// <summary>
    /// Removes what nobody can need any more: entries of surfaces that have gone or been created anew since, and drawings that a
    /// later one overwrites, unless another entry between reads them.
    /// </summary>
    /// <param name="log">What waits.</param>
    /// <param name="isAtClient">Whether the client has a surface of this number, and must be told when it goes.</param>
    /// <param name="boundsOf">The size of a surface.</param>
    public static void Prune(List<OffscreenEntry> log, Func<int, bool> isAtClient, Func<int, Rect> boundsOf)
    {
        for (var position = log.Count - 1; position >= 0; position--)
        {
            var entry = log[position];
            if (entry.IsSettled)
            {
                continue;
            }

            if (entry.Drawing is not { } drawing)
            {
                PruneEnded(log, position, isAtClient(entry.SurfaceId));
            }
            else if (entry.Place != OffscreenEntry.Earlier)
            {
                PruneOverwritten(log, position, drawing, boundsOf);
            }
        }

        log.RemoveAll(entry => entry.IsSettled);
    }

    private static void PruneEnded(List<OffscreenEntry> log, int position, bool isAtClient)
    {
        var ended = log[position];
        for (var earlier = 0; earlier < position; earlier++)
        {
            if (log[earlier].SurfaceId != ended.SurfaceId && log[earlier].Reads(ended.SurfaceId, Everywhere))
            {
                return;
            }
        }

        // The client is told once that its surface goes, however often the number was used since.
        for (var earlier = 0; earlier < position; earlier++)
        {
            var entry = log[earlier];
            var mustBeTold = isAtClient && ended.Command is SurfaceCreated && entry.Command is SurfaceDestroyed;
            entry.IsSettled |= entry.SurfaceId == ended.SurfaceId && !mustBeTold;
        }

        ended.IsSettled |= ended.Command is SurfaceDestroyed && !isAtClient;
    }

    private static void PruneOverwritten(
        List<OffscreenEntry> log,
        int position,
        DrawingCommand drawing,
        Func<int, Rect> boundsOf
    )
    {
        var over = log[position];
        var surface = new SurfaceImage(boundsOf(over.SurfaceId), PixelRegion.Empty);
        if (
            over.IsBroken
            || over.Reads(over.SurfaceId, Everywhere)
            || surface.Overwritten(drawing, boundsOf) is not { Rects: [var covered] }
        )
        {
            return;
        }

        for (var earlier = position - 1; earlier >= 0; earlier--)
        {
            var entry = log[earlier];
            if (entry.Reads(over.SurfaceId, covered) || (entry.SurfaceId == over.SurfaceId && entry.Drawing is null))
            {
                return;
            }

            entry.IsSettled |= entry.SurfaceId == over.SurfaceId && covered.Contains(entry.Bounds);
        }
    }
}
