using TraceLab.Capture.X11.WireLog;

namespace TraceLab.Capture.X11.Attach;

/// <summary>
/// The records of two contexts that record the same as one sequence: what one has lost the other may have. A record is
/// known by its kind, its client and its number. Where the two differ, the next record that both have tells which of them
/// has lost something.
/// </summary>
internal sealed class RecordMerge(RecordStream one, RecordStream other)
{
    private const int MostAhead = 4096;

    // A stream that has brought nothing while the other one has this much waiting is not waited for.
    private const long MostWaiting = 16 << 20;

    private readonly Dictionary<(WireCategory, uint, uint), int> _places = [];
    private int _onlyInOne;
    private int _onlyInOther;

    /// <summary>Whether nothing more will come.</summary>
    public bool IsOver => one.IsOver && other.IsOver && !one.TryPeek(0, out _) && !other.TryPeek(0, out _);

    /// <summary>
    /// Whether both had lost something at the same place since this was last set to false, so that the order of what was
    /// handed out is not certain.
    /// </summary>
    public bool IsUncertain { get; set; }

    /// <summary>The next record; false if it has not come, or has not come from both. Valid until the next call.</summary>
    public bool TryTake(out WireRecord record)
    {
        if (_onlyInOne + _onlyInOther == 0 && !Align())
        {
            record = default;
            return false;
        }

        if (_onlyInOne > 0)
        {
            _onlyInOne--;
            return TakeFrom(one, out record);
        }

        if (_onlyInOther > 0)
        {
            _onlyInOther--;
            return TakeFrom(other, out record);
        }

        other.Take();
        return TakeFrom(one, out record);
    }

    private static bool TakeFrom(RecordStream stream, out WireRecord record)
    {
        var isThere = stream.TryPeek(0, out record);
        stream.Take();
        return isThere;
    }

    // Finds how many records come next that only one of them has; none if both have the same next.
    private bool Align()
    {
        var hasOne = one.TryPeek(0, out var first);
        var hasOther = other.TryPeek(0, out var second);
        if (hasOne && hasOther)
        {
            return KeyOf(first) == KeyOf(second) || FindCommon();
        }

        _onlyInOne = hasOne && (other.IsOver || one.Waiting > MostWaiting) ? 1 : 0;
        _onlyInOther = hasOther && (one.IsOver || other.Waiting > MostWaiting) ? 1 : 0;
        return _onlyInOne + _onlyInOther > 0;
    }

    private bool FindCommon()
    {
        _places.Clear();
        var inOther = 0;
        for (; inOther < MostAhead && other.TryPeek(inOther, out var record); inOther++)
        {
            _places.TryAdd(KeyOf(record), inOther);
        }

        var inOne = 0;
        for (; inOne < MostAhead && one.TryPeek(inOne, out var record); inOne++)
        {
            if (_places.TryGetValue(KeyOf(record), out var place))
            {
                (_onlyInOne, _onlyInOther) = (inOne, place);
                IsUncertain |= inOne > 0 && place > 0;
                return true;
            }
        }

        _onlyInOne = inOne == MostAhead || other.IsOver ? inOne : 0;
        _onlyInOther = _onlyInOne == 0 && (inOther == MostAhead || one.IsOver) ? inOther : 0;
        IsUncertain |= _onlyInOne + _onlyInOther > 0;
        return _onlyInOne + _onlyInOther > 0;
    }

    private static (WireCategory, uint, uint) KeyOf(WireRecord record) =>
        (record.Category, record.ClientBase, record.Sequence);
}
