using System.Collections.Concurrent;
using TraceLab.Core.Commands;

namespace TraceLab.Cli.WhatIf;

/// <summary>
/// Events on their way from a recorder to a simulation that may lag behind. The recorder never waits: what would exceed the
/// bound is refused, and that is the end of the queue, because a stream with a gap is worth nothing.
/// </summary>
/// <param name="maxBytes">Of pictures that wait, counted with a small sum for each event.</param>
internal sealed class EventQueue(long maxBytes) : IDisposable
{
    private const int EventBytes = 256;

    private readonly BlockingCollection<SessionEvent> _events = [];
    private long _waitingBytes;

    /// <summary>Whether an event was refused.</summary>
    public bool HasOverflowed { get; private set; }

    /// <summary>From one thread.</summary>
    public void Add(SessionEvent sessionEvent)
    {
        if (HasOverflowed)
        {
            return;
        }

        if (Interlocked.Add(ref _waitingBytes, BytesOf(sessionEvent)) > maxBytes)
        {
            HasOverflowed = true;
            _events.CompleteAdding();
            return;
        }

        _events.Add(sessionEvent);
    }

    /// <summary>Nothing more comes.</summary>
    public void Complete() => _events.CompleteAdding();

    /// <summary>For one other thread; ends after the last event, waits for the next until then.</summary>
    public IEnumerable<SessionEvent> Take()
    {
        foreach (var sessionEvent in _events.GetConsumingEnumerable())
        {
            Interlocked.Add(ref _waitingBytes, -BytesOf(sessionEvent));
            yield return sessionEvent;
        }
    }

    public void Dispose() => _events.Dispose();

    private static long BytesOf(SessionEvent sessionEvent) =>
        EventBytes
        + sessionEvent switch
        {
            ImageCommand image => image.Image.Bytes.Length,
            SurfaceCreated { Initial: { } initial } => initial.Bytes.Length,
            _ => 0,
        };
}
