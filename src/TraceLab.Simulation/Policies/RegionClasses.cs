using System.Runtime.InteropServices;
using TraceLab.Core.Geometry;

namespace TraceLab.Simulation.Policies;

/// <summary>
/// The frame's regions in classes: all regions that the same primitives touch are one class, because every choice treats
/// them alike. Found in time linear in primitives plus regions: each primitive has a random-looking 64-bit key, a summed-area
/// table gives every region the sum of the keys that touch it, and equal sums are taken for equal sets. The grid may be of
/// larger pieces than regions, as long as no span cuts one.
/// </summary>
internal sealed class RegionClasses
{
    private const int Untouched = -1;

    private readonly Dictionary<ulong, int> _classOfKey = [];
    private ulong[] _keys = [];
    private int[] _classOf = [];
    private int[] _begunBefore = [];
    private int[] _memberStart = [];
    private int[] _members = [];
    private int[] _touchedStart = [];
    private int[] _touched = [];
    private int _columns;
    private int _rows;

    public int Count { get; private set; }

    /// <summary>The class of each region, row after row; −1 where no primitive touches.</summary>
    public ReadOnlySpan<int> ClassOf => _classOf.AsSpan(0, _columns * _rows);

    /// <summary>The primitives that touch every region of the class, in order.</summary>
    public ReadOnlySpan<int> Members(int index) => _members.AsSpan(_memberStart[index].._memberStart[index + 1]);

    /// <summary>The classes whose regions a primitive touches.</summary>
    public ReadOnlySpan<int> TouchedBy(int primitive) =>
        _touched.AsSpan(_touchedStart[primitive].._touchedStart[primitive + 1]);

    /// <param name="spans">What each primitive touches.</param>
    /// <param name="columns">Columns of the grid.</param>
    /// <param name="rows">Rows of the grid.</param>
    public void Build(ReadOnlySpan<RegionSpan> spans, int columns, int rows)
    {
        _columns = columns;
        _rows = rows;
        Reserve(spans.Length);
        AddCorners(spans, columns + 1);
        FindClasses();
        CollectTouched(spans);
        CollectMembers(spans.Length);
    }

    private void Reserve(int primitives)
    {
        var corners = (_columns + 1) * (_rows + 1);
        if (_keys.Length < corners)
        {
            _keys = new ulong[corners];
            _classOf = new int[corners];
            _begunBefore = new int[corners];
        }

        if (_touchedStart.Length < primitives + 1)
        {
            _touchedStart = new int[Math.Max(primitives + 1, _touchedStart.Length * 2)];
        }

        Array.Clear(_keys, 0, corners);
    }

    private void AddCorners(ReadOnlySpan<RegionSpan> spans, int stride)
    {
        for (var index = 0; index < spans.Length; index++)
        {
            var span = spans[index];
            if (!span.IsEmpty)
            {
                var key = KeyOf(index);
                _keys[(span.FirstRow * stride) + span.FirstColumn] += key;
                _keys[(span.FirstRow * stride) + span.EndColumn] -= key;
                _keys[(span.EndRow * stride) + span.FirstColumn] -= key;
                _keys[(span.EndRow * stride) + span.EndColumn] += key;
            }
        }
    }

    // Sums along the row and adds the finished row above. Classes are numbered in the order of their first region.
    private void FindClasses()
    {
        _classOfKey.Clear();
        Count = 0;
        var stride = _columns + 1;
        for (var row = 0; row < _rows; row++)
        {
            var keys = _keys.AsSpan(row * stride, stride);
            var above = row == 0 ? keys : _keys.AsSpan((row - 1) * stride, stride);
            var classes = _classOf.AsSpan(row * _columns, _columns);
            var begunBefore = _begunBefore.AsSpan(row * _columns, _columns + 1);
            ulong sum = 0;
            for (var column = 0; column < classes.Length; column++)
            {
                begunBefore[column] = Count;
                sum += keys[column];
                var key = row == 0 ? sum : sum + above[column];
                keys[column] = key;
                classes[column] =
                    column > 0 && key == keys[column - 1] ? classes[column - 1]
                    : row > 0 && key == above[column] ? _classOf[((row - 1) * _columns) + column]
                    : Number(key);
            }

            begunBefore[_columns] = Count;
        }
    }

    private int Number(ulong key)
    {
        if (key == 0)
        {
            return Untouched;
        }

        ref var index = ref CollectionsMarshal.GetValueRefOrAddDefault(_classOfKey, key, out var isKnown);
        if (!isKnown)
        {
            index = Count++;
        }

        return index;
    }

    // Each class stands for itself by its first region, so a primitive is looked up only where a class begins.
    private void CollectTouched(ReadOnlySpan<RegionSpan> spans)
    {
        var count = 0;
        for (var primitive = 0; primitive < spans.Length; primitive++)
        {
            _touchedStart[primitive] = count;
            var span = spans[primitive];
            for (var row = span.FirstRow; row < span.EndRow; row++)
            {
                var index = _begunBefore[(row * _columns) + span.FirstColumn];
                var end = _begunBefore[(row * _columns) + span.EndColumn];
                if (_touched.Length < count + end - index)
                {
                    Array.Resize(ref _touched, Math.Max(count + end - index, _touched.Length * 2));
                }

                for (; index < end; index++)
                {
                    _touched[count++] = index;
                }
            }
        }

        _touchedStart[spans.Length] = count;
    }

    private void CollectMembers(int primitives)
    {
        if (_memberStart.Length < Count + 2)
        {
            _memberStart = new int[Math.Max(Count + 2, _memberStart.Length * 2)];
        }

        // Counted two places further on, so that filling moves each start to where it belongs.
        Array.Clear(_memberStart, 0, Count + 2);
        var touched = _touched.AsSpan(0, _touchedStart[primitives]);
        foreach (var index in touched)
        {
            _memberStart[index + 2]++;
        }

        for (var index = 2; index < Count + 2; index++)
        {
            _memberStart[index] += _memberStart[index - 1];
        }

        if (_members.Length < touched.Length)
        {
            _members = new int[Math.Max(touched.Length, _members.Length * 2)];
        }

        for (var primitive = 0; primitive < primitives; primitive++)
        {
            foreach (var index in TouchedBy(primitive))
            {
                _members[_memberStart[index + 1]++] = primitive;
            }
        }
    }

    // The finaliser of SplitMix64 (Steele, Lea, Flood, OOPSLA 2014): sums of such keys are equal by chance once in 2^64 pairs.
    private static ulong KeyOf(int index)
    {
        var key = (ulong)(index + 1) * 0x9E3779B97F4A7C15;
        key = (key ^ (key >> 30)) * 0xBF58476D1CE4E5B9;
        key = (key ^ (key >> 27)) * 0x94D049BB133111EB;
        return key ^ (key >> 31);
    }
}
