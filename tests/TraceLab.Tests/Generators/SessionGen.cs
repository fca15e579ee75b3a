using CsCheck;
using TraceLab.Core.Commands;
using TraceLab.Core.Pixels;

namespace TraceLab.Tests.Generators;

/// <summary>
/// Random sessions: small screens of odd sizes, every kind of event, times that often stand still and sometimes leap.
/// The first event creates the screen at time 0, the last is the session's end.
/// </summary>
internal static class SessionGen
{
    private static readonly Gen<long> s_step = Gen.Frequency<long>(
        (3, Gen.Const(0L)),
        (4, Gen.Long[1, 5_000_000]),
        (2, Gen.Long[5_000_000, 60_000_000])
    );

    public static Gen<SessionEvent[]> Sessions(SessionGenOptions? options = null)
    {
        options ??= new SessionGenOptions();
        return Worlds(options)
            .SelectMany(world =>
                Gen.Select(s_step, Event(world, options))
                    .Array[0, options.MaxEvents]
                    .Select(steps => Session(world, steps))
            );
    }

    /// <summary>A session as text, for <c>Sample(…, print: SessionGen.Print)</c>.</summary>
    public static string Print(SessionEvent[] events) =>
        string.Join(Environment.NewLine, events.Select(SessionText.Line));

    private static Gen<SessionWorld> Worlds(SessionGenOptions options) =>
        Gen.Select(
            Gen.Int[1, options.MaxSide],
            Gen.Int[1, options.MaxSide],
            ImageGen.Pixels(20).Array[1, 5],
            ImageGen.Coverage(9).Array[1, 5],
            (width, height, images, coverages) =>
                new SessionWorld(width, height, images, coverages, options.HasOffscreen)
        );

    private static SessionEvent[] Session(SessionWorld world, (long Step, Func<long, SessionEvent> Make)[] steps)
    {
        var events = new List<SessionEvent>
        {
            new SurfaceCreated(0, Surface.ScreenId, world.Width, world.Height, SurfaceFormat.Xrgb32, null),
        };
        var time = 0L;
        foreach (var (step, make) in steps)
        {
            time += step;
            events.Add(make(time));
        }

        events.Add(new SessionEnded(time + (steps.Length % 3 * 1_000_000)));
        return [.. events];
    }

    private static Gen<Func<long, SessionEvent>> Event(SessionWorld world, SessionGenOptions options)
    {
        var kinds = new List<(int, IGen<Func<long, SessionEvent>>)> { (16, CommandGen.Any(world)) };
        if (options.HasOffscreen)
        {
            kinds.Add((2, NoteGen.Surface(world, Gen.Int[1, 2])));
            kinds.Add((1, NoteGen.SurfaceDestroyed));
        }

        if (options.HasResizes)
        {
            kinds.Add((1, NoteGen.Surface(world, Gen.Const(Surface.ScreenId))));
        }

        if (options.HasScreenLoss)
        {
            kinds.Add((1, NoteGen.ScreenDestroyed));
        }

        if (options.HasNotes)
        {
            kinds.Add((3, NoteGen.Any(world)));
        }

        return Gen.Frequency(kinds.ToArray());
    }
}
