using TraceLab.Core.Commands;
using TraceLab.Core.Pixels;
using TraceLab.ReferenceMachine;

namespace TraceLab.Tests.Simulation.Machine.Streams;

/// <summary>
/// What the screen of a stream has to be after each primitive, painted by the reference painter: the model that every
/// client is held against.
/// </summary>
internal sealed class StreamModel
{
    // Entry n is the screen after the first n primitives; null while there is none.
    private readonly List<ModelScreen?> _screens = [null];

    public StreamModel(IEnumerable<SessionEvent> events)
    {
        var painter = new ReferencePainter();
        foreach (var command in events.Where(e => e is DrawingCommand or SurfaceCreated or SurfaceDestroyed))
        {
            painter.Apply(command);
            _screens.Add(ChangesScreen(command) ? ModelScreen.Of(painter.Screen) : _screens[^1]);
        }
    }

    /// <summary>The screen when the session is over.</summary>
    public ModelScreen? Last => _screens[^1];

    /// <summary>The screen as of an answered number; numbers wrap.</summary>
    public ModelScreen? After(uint answeredSequence, uint firstSequence) =>
        _screens[(int)unchecked(answeredSequence - firstSequence + 1)];

    private static bool ChangesScreen(SessionEvent command) =>
        command
            is DrawingCommand { Target.SurfaceId: Surface.ScreenId }
                or SurfaceCreated { SurfaceId: Surface.ScreenId }
                or SurfaceDestroyed { SurfaceId: Surface.ScreenId };
}

/// <summary>One state of the screen, row after row.</summary>
internal sealed record ModelScreen(int Width, int Height, uint[] Rows)
{
    public static ModelScreen? Of(ReferenceSurface? screen) =>
        screen is null ? null : new ModelScreen(screen.Width, screen.Height, screen.ToRows());

    /// <summary>What is wrong about a client that shows this; null if nothing is.</summary>
    public string? DifferenceFrom(int width, int height, ReadOnlySpan<uint> rows)
    {
        if (width != Width || height != Height)
        {
            return $"expected a screen of {Width}x{Height}, found {width}x{height}";
        }

        var at = Rows.AsSpan().CommonPrefixLength(rows);
        return at == Rows.Length
            ? null
            : $"pixel {at % Width},{at / Width}: expected {Rows[at]:x6}, found {rows[at]:x6}";
    }
}
