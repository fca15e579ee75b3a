using TraceLab.Core.Geometry;
using TraceLab.Simulation.Encoder;

namespace TraceLab.Simulation.Policies.Optimal;

/// <summary>
/// The frame's regions in classes: all regions that the same primitives touch are one class, because every choice treats
/// them alike. Found in time linear in primitives plus regions: each primitive has a random-looking 64-bit key, a summed-area
/// table gives every region the sum of the keys that touch it, and equal sums are taken for equal sets.
/// </summary>
internal sealed class RegionClasses
{
    private const int Untouched = -1;

    private readonly Dictionary<ulong, int> _classOfKey = [];
    private readonly List<int> _firstRegions = [];
    private ulong[] _keys = [];
    private int[] _classOf = [];
    private int[] _firstClassOfRow = [];
    private int[] _memberStart = [];
    private int[] _members = [];

    public int Count => _firstRegions.Count;

    /// <summary>The class of each region, row after row; −1 where no primitive touches.</summary>
    public ReadOnlySpan<int> ClassOf => _classOf;

    /// <summary>The primitives that touch every region of the class, in order.</summary>
    public ReadOnlySpan<int> Members(int index) => _members.AsSpan(_memberStart[index].._memberStart[index + 1]);

    public void Build(FrameAnalysis analysis, RegionGrid grid)
    {
        Reserve(grid);
        AddCorners(analysis, grid.Columns + 1);
        FindClasses(grid);
        CollectMembers(analysis, grid);
    }

    private void Reserve(RegionGrid grid)
    {
        var corners = (grid.Columns + 1) * (grid.Rows + 1);
        if (_keys.Length < corners)
        {
            _keys = new ulong[corners];
        }

        if (_classOf.Length != grid.RegionCount)
        {
            _classOf = new int[grid.RegionCount];
        }

        if (_firstClassOfRow.Length < grid.Rows + 1)
        {
            _firstClassOfRow = new int[grid.Rows + 1];
        }

        Array.Clear(_keys, 0, corners);
    }

    private void AddCorners(FrameAnalysis analysis, int stride)
    {
        for (var index = 0; index < analysis.Count; index++)
        {
            var span = analysis.Facts[index].Span;
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
    private void FindClasses(RegionGrid grid)
    {
        _classOfKey.Clear();
        _firstRegions.Clear();
        var stride = grid.Columns + 1;
        for (var row = 0; row < grid.Rows; row++)
        {
            _firstClassOfRow[row] = _firstRegions.Count;
            var keys = _keys.AsSpan(row * stride, stride);
            var above = row == 0 ? keys : _keys.AsSpan((row - 1) * stride, stride);
            var classes = _classOf.AsSpan(row * grid.Columns, grid.Columns);
            ulong sum = 0;
            for (var column = 0; column < classes.Length; column++)
            {
                sum += keys[column];
                var key = row == 0 ? sum : sum + above[column];
                var isRun = column > 0 && key == keys[column - 1];
                keys[column] = key;
                classes[column] = isRun ? classes[column - 1] : Number(key, (row * grid.Columns) + column);
            }
        }

        _firstClassOfRow[grid.Rows] = _firstRegions.Count;
    }

    private int Number(ulong key, int region)
    {
        if (key == 0)
        {
            return Untouched;
        }

        if (!_classOfKey.TryGetValue(key, out var index))
        {
            _classOfKey[key] = index = _firstRegions.Count;
            _firstRegions.Add(region);
        }

        return index;
    }

    // Each class stands for itself by its first region, so a primitive is looked up only where a class begins.
    private void CollectMembers(FrameAnalysis analysis, RegionGrid grid)
    {
        if (_memberStart.Length < Count + 2)
        {
            _memberStart = new int[Math.Max(Count + 2, _memberStart.Length * 2)];
        }

        // Counted two places further on, so that filling moves each start to where it belongs.
        Array.Clear(_memberStart, 0, Count + 2);
        ForEachMember(analysis, grid, (index, _) => _memberStart[index + 2]++);
        for (var index = 2; index < Count + 2; index++)
        {
            _memberStart[index] += _memberStart[index - 1];
        }

        if (_members.Length < _memberStart[Count + 1])
        {
            _members = new int[Math.Max(_memberStart[Count + 1], _members.Length * 2)];
        }

        ForEachMember(analysis, grid, (index, primitive) => _members[_memberStart[index + 1]++] = primitive);
    }

    private void ForEachMember(FrameAnalysis analysis, RegionGrid grid, Action<int, int> visit)
    {
        for (var primitive = 0; primitive < analysis.Count; primitive++)
        {
            var span = analysis.Facts[primitive].Span;
            for (var row = span.FirstRow; row < span.EndRow; row++)
            {
                var end = (row * grid.Columns) + span.EndColumn;
                for (
                    var index = FirstClassFrom(row, (row * grid.Columns) + span.FirstColumn);
                    index < _firstClassOfRow[row + 1] && _firstRegions[index] < end;
                    index++
                )
                {
                    visit(index, primitive);
                }
            }
        }
    }

    private int FirstClassFrom(int row, int region)
    {
        var start = _firstClassOfRow[row];
        var found = _firstRegions.BinarySearch(start, _firstClassOfRow[row + 1] - start, region, comparer: null);
        return found < 0 ? ~found : found;
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
