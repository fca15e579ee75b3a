using TraceLab.Core.Commands;
using TraceLab.Core.Geometry;
using TraceLab.Core.Painting;
using TraceLab.Core.Pixels;

namespace TraceLab.TraceFormat.Checking;

/// <summary>
/// Replays a session and holds the surfaces against its checkpoints: the hashes of what the source itself saw.
/// Feed it every event in order.
/// </summary>
public sealed class CheckpointReplay
{
    /// <summary>Commands named for one mismatch; of more, the last ones.</summary>
    public const int MaxNamedCommands = 20;

    // Kept to name suspects; a session may draw for hours between two checkpoints.
    private const int MaxHeldCommands = 4096;

    private readonly SurfaceSet _surfaces = new();
    private readonly Painter _painter;
    private readonly Queue<TouchingCommand> _sinceGood = [];
    private readonly Dictionary<(int Surface, Rect? Area), long> _lastGood = [];
    private long _events;

    public CheckpointReplay() => _painter = new Painter(_surfaces);

    /// <summary>Checkpoints met so far.</summary>
    public long Checkpoints { get; private set; }

    /// <summary>Of those, the ones that the replay did not agree with.</summary>
    public long Disagreeing { get; private set; }

    /// <summary>Applies the next event; a checkpoint that the replay does not agree with is returned, else null.</summary>
    public CheckpointMismatch? Apply(SessionEvent sessionEvent)
    {
        _events++;
        if (sessionEvent is Checkpoint checkpoint)
        {
            Checkpoints++;
            return Compare(checkpoint);
        }

        _painter.Apply(sessionEvent);
        if (sessionEvent is DrawingCommand command)
        {
            Remember(new TouchingCommand(_events, command.TimeNanoseconds, command));
        }

        return null;
    }

    /// <summary>Whether the events of a keyframe lead to the surfaces that all events so far left, pixel for pixel.</summary>
    public bool Agrees(IReadOnlyList<SessionEvent> keyframe)
    {
        var shown = new SurfaceSet();
        var painter = new Painter(shown);
        foreach (var sessionEvent in keyframe)
        {
            painter.Apply(sessionEvent);
        }

        return shown.Ids.Count() == _surfaces.Ids.Count() && shown.Ids.All(id => IsSame(shown, id));
    }

    private bool IsSame(SurfaceSet shown, int id) =>
        shown.TryGet(id, out var one)
        && _surfaces.TryGet(id, out var other)
        && (one.Width, one.Height, one.Format) == (other.Width, other.Height, other.Format)
        && ScreenHash.Of(one, one.Bounds) == ScreenHash.Of(other, other.Bounds);

    private CheckpointMismatch? Compare(Checkpoint checkpoint)
    {
        var found = _surfaces.TryGet(checkpoint.SurfaceId, out var surface)
            ? ScreenHash.Of(surface, checkpoint.Area ?? surface.Bounds)
            : (ulong?)null;
        if (found == checkpoint.Hash)
        {
            _lastGood[(checkpoint.SurfaceId, checkpoint.Area)] = _events;
            return null;
        }

        Disagreeing++;
        var good = LastGood(checkpoint);
        var touching = _sinceGood.Where(one => one.Event > good && one.Touches(checkpoint)).ToArray();
        return new CheckpointMismatch(
            _events,
            checkpoint,
            found,
            good == 0 ? null : good,
            touching.Length,
            touching[Math.Max(0, touching.Length - MaxNamedCommands)..]
        );
    }

    // The last checkpoint that agreed and looked at all that this one looks at; 0 if there was none.
    private long LastGood(Checkpoint checkpoint) =>
        _lastGood
            .Where(one => one.Key.Surface == checkpoint.SurfaceId)
            .Where(one => one.Key.Area is not { } seen || (checkpoint.Area is { } area && seen.Contains(area)))
            .Select(one => one.Value)
            .DefaultIfEmpty()
            .Max();

    private void Remember(TouchingCommand command)
    {
        if (_sinceGood.Count == MaxHeldCommands)
        {
            _sinceGood.Dequeue();
        }

        _sinceGood.Enqueue(command);
    }
}

/// <summary>A drawing command, the <paramref name="Event"/>-th event of the session, counted from 1.</summary>
public sealed record TouchingCommand(long Event, long TimeNanoseconds, DrawingCommand Command)
{
    /// <summary>Whether it may have drawn what a checkpoint looks at.</summary>
    public bool Touches(Checkpoint checkpoint) =>
        Command.Target.SurfaceId == checkpoint.SurfaceId
        && (checkpoint.Area is not { } area || Command.Bounds.Intersects(area));
}

/// <summary>
/// A checkpoint, the <paramref name="Event"/>-th event, whose hash is not that of the replayed pixels
/// (<paramref name="FoundHash"/>; null: the surface does not exist). <paramref name="LastGoodEvent"/> is the last checkpoint
/// that looked at all of this area and agreed, null if none did; <paramref name="TouchingCount"/> commands since then drew
/// there, of which <paramref name="Touching"/> are the last.
/// </summary>
public sealed record CheckpointMismatch(
    long Event,
    Checkpoint Checkpoint,
    ulong? FoundHash,
    long? LastGoodEvent,
    int TouchingCount,
    IReadOnlyList<TouchingCommand> Touching
);
