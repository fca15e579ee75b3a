using TraceLab.Capture.X11.WireLog;
using TraceLab.Core.Faults;

namespace TraceLab.Capture.X11.Attach;

/// <summary>The records of one context, with a view of those that come next.</summary>
internal sealed class RecordStream(FrameRing ring, Func<bool> isOver)
{
    private readonly WireLogReader _reader = new(ring);
    private readonly List<WireRecord> _ahead = [];
    private int _first;
    private bool _isBroken;

    // The last one ahead may still lie in the reader's memory.
    private bool _isLastBorrowed;

    /// <summary>Whether nothing more will come; what is ahead is still there.</summary>
    public bool IsOver => _isBroken || (isOver() && ring.Waiting == 0);

    /// <summary>Bytes that have come and were not looked at.</summary>
    public long Waiting => ring.Waiting;

    /// <summary>A record ahead, 0 for the next; false if it has not come. Valid until the next call.</summary>
    public bool TryPeek(int index, out WireRecord record)
    {
        while (_ahead.Count - _first <= index && TryRead()) { }

        var isThere = _ahead.Count - _first > index;
        record = isThere ? _ahead[_first + index] : default;
        return isThere;
    }

    /// <summary>Passes over the next record, which has been looked at. It stays valid until the next look.</summary>
    public void Take()
    {
        _first++;
        if (_first == _ahead.Count)
        {
            _ahead.Clear();
            _first = 0;
            _isLastBorrowed = false;
        }
    }

    private bool TryRead()
    {
        if (_isLastBorrowed)
        {
            _ahead[^1] = _ahead[^1] with { Data = _ahead[^1].Data.ToArray() };
            _isLastBorrowed = false;
        }

        try
        {
            if (_isBroken || !_reader.TryRead(out var record))
            {
                return false;
            }

            _ahead.Add(record);
            return _isLastBorrowed = true;
        }
        catch (InputFaultException)
        {
            // The server has lost a part of a frame: there is no telling where the next one begins.
            _isBroken = true;
            return false;
        }
    }
}
