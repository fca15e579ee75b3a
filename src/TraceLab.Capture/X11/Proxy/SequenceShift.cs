namespace TraceLab.Capture.X11.Proxy;

/// <summary>
/// Sequence numbers of one connection as its two ends count them, when requests of our own are slipped in between the
/// client's. The server counts all of them and puts 16 bits of its count into everything it sends; the client must see
/// what it would see without ours. Nothing the server sends may lag 65,536 requests behind.
/// </summary>
internal sealed class SequenceShift
{
    private readonly Queue<ulong> _injectedAhead = new();
    private ulong _sent;
    private ulong _seen;
    private ulong _injectedBehind;
    private ulong _lastInjected;

    /// <summary>Requests of the client that went out.</summary>
    public ulong ClientSent => _sent - _injectedBehind - (ulong)_injectedAhead.Count;

    /// <summary>Requests that the server may still be working on, as far as what it sent shows.</summary>
    public ulong Unseen => _sent - _seen;

    /// <summary>Whether the server has answered the last request that went out, and so has done all of them.</summary>
    public bool IsAllAnswered { get; private set; } = true;

    /// <summary>Counts a request of the client's; its number as the client counts.</summary>
    public ulong Forward()
    {
        _sent++;
        IsAllAnswered = false;
        return ClientSent;
    }

    /// <summary>Counts a request of our own.</summary>
    public void Inject()
    {
        _sent++;
        IsAllAnswered = false;
        _injectedAhead.Enqueue(_sent);
    }

    /// <summary>Takes in a number that the server sent, and gives it as the client counts.</summary>
    /// <param name="wire">As in a reply, error or event.</param>
    /// <param name="isAnswer">Whether it is a reply or an error, not an event, which may come before its request is done.</param>
    /// <param name="isOurs">Whether the number is that of a request of our own. An answer to it must be hidden.</param>
    public ulong Translate(ushort wire, bool isAnswer, out bool isOurs)
    {
        _seen += (ushort)(wire - (ushort)_seen);
        while (_injectedAhead.TryPeek(out var injected) && injected <= _seen)
        {
            _lastInjected = _injectedAhead.Dequeue();
            _injectedBehind++;
        }

        isOurs = _seen == _lastInjected && _injectedBehind > 0;
        IsAllAnswered |= isAnswer && _seen == _sent;
        return _seen - _injectedBehind;
    }
}
