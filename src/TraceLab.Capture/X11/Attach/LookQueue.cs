using System.Collections.Concurrent;

namespace TraceLab.Capture.X11.Attach;

/// <summary>A question for pixels of the screen as it went to the server, with the whole reply.</summary>
internal sealed record Picture(uint Sequence, byte[] Request, byte[] Reply);

/// <summary>What a probe saw at one moment: that of its request with the number <paramref name="Sequence"/>.</summary>
internal sealed record Look(uint Sequence, IReadOnlyList<Picture> Pictures)
{
    /// <summary>Whether the one picture is of the whole screen.</summary>
    public bool IsWhole { get; init; }

    public ServerSnapshot? Snapshot { get; init; }
}

/// <summary>Looks on their way from the thread that takes them to the one that comes to their moments in the log.</summary>
internal sealed class LookQueue : IDisposable
{
    private readonly BlockingCollection<Look> _looks = [];
    private Look? _next;

    /// <summary>Whether no more will come, and all were taken.</summary>
    public bool IsOver => _next is null && _looks.IsCompleted;

    /// <summary>The number of the last look that was added.</summary>
    public uint LastSequence { get; private set; }

    public void Add(Look look)
    {
        LastSequence = look.Sequence;
        _looks.Add(look);
    }

    /// <summary>No more will come.</summary>
    public void Complete() => _looks.CompleteAdding();

    /// <summary>
    /// The look at the moment of a request; null if there is none, or it does not come in time. Those of earlier moments,
    /// which the log has lost, are passed over; later ones wait for theirs.
    /// </summary>
    public Look? Take(uint sequence, TimeSpan patience)
    {
        while (_next is not null || _looks.TryTake(out _next, patience))
        {
            var distance = (int)(_next.Sequence - sequence);
            if (distance > 0)
            {
                return null;
            }

            var look = _next;
            _next = null;
            if (distance == 0)
            {
                return look;
            }
        }

        return null;
    }

    public void Dispose() => _looks.Dispose();
}
