namespace TraceLab.Capture.X11.WireLog;

/// <summary>
/// Finds what is missing in a log: a server numbers the requests of each client one by one. Requests without a number (0)
/// were written by the recorder itself. What a client asked last before it fell silent is not missed by anybody.
/// </summary>
public sealed class SequenceGaps
{
    private readonly Dictionary<uint, uint> _last = [];

    /// <summary>
    /// How many requests of the record's client are missing before it; negative for a request that was seen before.
    /// </summary>
    public int Take(WireRecord record)
    {
        switch (record.Category)
        {
            // One that was there before the recording began comes without the server's words, and goes on counting.
            case WireCategory.ClientStarted when !record.Data.IsEmpty:
                _last[record.ClientBase] = 0;
                return 0;
            case WireCategory.ClientDied:
                _last.Remove(record.ClientBase);
                return 0;
            case WireCategory.FromClient when record.Sequence != 0:
                return Before(record.ClientBase, record.Sequence);
            default:
                return 0;
        }
    }

    private int Before(uint client, uint sequence)
    {
        var step = _last.TryGetValue(client, out var last) ? (int)(sequence - last) : 1;
        if (step > 0)
        {
            _last[client] = sequence;
        }

        return step - 1;
    }
}
