using TraceLab.Core.Commands;
using TraceLab.Core.Faults;
using TraceLab.TraceFormat.Blocks;
using TraceLab.TraceFormat.Chunks;
using TraceLab.TraceFormat.Payloads;

namespace TraceLab.TraceFormat.Reading;

/// <summary>Holds keyframes against the events before them.</summary>
internal sealed class KeyframeCheck(BlockReader blocks, PayloadStore payloads) : IDisposable
{
    private readonly ChunkReader _keyframe = new(blocks, payloads);

    /// <summary>Asked whether a keyframe's events lead to what all events before it did.</summary>
    public Func<IReadOnlyList<SessionEvent>, bool>? Agrees { get; set; }

    /// <summary>Reads a keyframe that comes after so many events, the last of them at a time.</summary>
    /// <param name="frame">The keyframe's block.</param>
    /// <param name="events">How many events came before.</param>
    /// <param name="lastTime">The time of the last one.</param>
    /// <param name="asks">Whether <see cref="Agrees"/> is asked: after damage a replay shows something else.</param>
    /// <exception cref="InputFaultException">It is damaged, or does not agree.</exception>
    public KeyframeEntry Check(BlockFrame frame, long events, long lastTime, bool asks)
    {
        _keyframe.Load(frame);
        var held = new List<SessionEvent>();
        while (_keyframe.TryNext(out var next))
        {
            _ = next is SurfaceCreated or CursorChanged
                ? true
                : throw Contradiction(frame, "a keyframe holds another event", "surfaces, a cursor", $"{next}");
            held.Add(next);
        }

        var head = _keyframe.Head;
        if (head.FirstEvent != events || head.FirstTimeNanoseconds != lastTime)
        {
            throw Contradiction(
                frame,
                "a keyframe does not match the events before it",
                $"{events} events up to {lastTime} ns",
                $"{head.FirstEvent} up to {head.FirstTimeNanoseconds} ns"
            );
        }

        if (asks && Agrees?.Invoke(held) == false)
        {
            throw Contradiction(
                frame,
                "a keyframe shows something else than the events before it draw",
                "the same surfaces and pixels",
                "others"
            );
        }

        return head.KeyframeOf(frame);
    }

    public void Dispose() => _keyframe.Dispose();

    private InputFaultException Contradiction(BlockFrame frame, string what, string expected, string found) =>
        TraceFaults.Contradiction(blocks.Source.Name, frame.Offset, what, expected, found);
}
