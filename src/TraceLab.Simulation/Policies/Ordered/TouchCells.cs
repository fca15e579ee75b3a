using TraceLab.Core.Geometry;
using TraceLab.Simulation.Encoder;

namespace TraceLab.Simulation.Policies.Ordered;

/// <summary>
/// The frame's regions, joined to cells that the same primitives touch: the edges of all touched spans cut the grid into
/// columns and rows of cells. Every question about a primitive then costs its cells and not its regions. Refilled each frame.
/// </summary>
internal sealed class TouchCells
{
    private readonly List<int> _columnEdges = [];
    private readonly List<int> _rowEdges = [];
    private RegionSpan[] _spans = [];
    private int[] _members = [];
    private int[] _memberStart = [];
    private int[] _memberEnd = [];
    private double[] _regionBytes = [];
    private int _columns;

    /// <summary>Bytes that the cell's changed regions cost as pixels.</summary>
    public double[] ChangedBytes { get; private set; } = [];

    /// <summary>Bytes that the cell's trimmed regions would cost if they had to be repaired (hazard H5).</summary>
    public double[] TrimmedBytes { get; private set; } = [];

    /// <summary>How many primitives touch the cell.</summary>
    public int[] Touching { get; private set; } = [];

    /// <summary>How many of those go.</summary>
    public int[] Going { get; private set; } = [];

    /// <summary>The cells of a primitive, as columns and rows of cells.</summary>
    public RegionSpan CellsOf(int primitive) => _spans[primitive];

    public int Index(int column, int row) => (row * _columns) + column;

    /// <summary>The primitives that touch a cell, in order.</summary>
    public ReadOnlySpan<int> Members(int cell) => _members.AsSpan(_memberStart[cell].._memberEnd[cell]);

    public void Build(FrameInput frame, FrameAnalysis analysis, FrameCosts costs)
    {
        CutGrid(analysis);
        var rows = Math.Max(0, _rowEdges.Count - 1);
        var cells = _columns * rows;
        Reserve(cells);
        MapSpans(analysis);
        if (cells > 0)
        {
            PriceCells(frame, costs, rows);
        }

        CollectMembers(analysis.Count, cells);
    }

    private void CutGrid(FrameAnalysis analysis)
    {
        _columnEdges.Clear();
        _rowEdges.Clear();
        foreach (var facts in analysis.Facts)
        {
            if (!facts.Span.IsEmpty)
            {
                _columnEdges.Add(facts.Span.FirstColumn);
                _columnEdges.Add(facts.Span.EndColumn);
                _rowEdges.Add(facts.Span.FirstRow);
                _rowEdges.Add(facts.Span.EndRow);
            }
        }

        SortDistinct(_columnEdges);
        SortDistinct(_rowEdges);
        _columns = Math.Max(0, _columnEdges.Count - 1);
    }

    private static void SortDistinct(List<int> edges)
    {
        edges.Sort();
        var kept = 0;
        for (var i = 0; i < edges.Count; i++)
        {
            if (i == 0 || edges[i] != edges[kept - 1])
            {
                edges[kept++] = edges[i];
            }
        }

        edges.RemoveRange(kept, edges.Count - kept);
    }

    private void Reserve(int cells)
    {
        if (Touching.Length < cells)
        {
            ChangedBytes = new double[cells];
            TrimmedBytes = new double[cells];
            Touching = new int[cells];
            Going = new int[cells];
            _memberStart = new int[cells];
            _memberEnd = new int[cells];
        }

        Array.Clear(ChangedBytes, 0, cells);
        Array.Clear(TrimmedBytes, 0, cells);
        Array.Clear(Touching, 0, cells);
        Array.Clear(Going, 0, cells);
    }

    private void MapSpans(FrameAnalysis analysis)
    {
        if (_spans.Length < analysis.Count)
        {
            _spans = new RegionSpan[Math.Max(analysis.Count, _spans.Length * 2)];
        }

        for (var index = 0; index < analysis.Count; index++)
        {
            var span = analysis.Facts[index].Span;
            _spans[index] = span.IsEmpty
                ? default
                : new RegionSpan(
                    _columnEdges.BinarySearch(span.FirstColumn),
                    _rowEdges.BinarySearch(span.FirstRow),
                    _columnEdges.BinarySearch(span.EndColumn),
                    _rowEdges.BinarySearch(span.EndRow)
                );
        }
    }

    // Trimmed regions are priced like the average changed one: they only matter where a primitive would leave them half drawn.
    private void PriceCells(FrameInput frame, FrameCosts costs, int rows)
    {
        double changedBytes = 0;
        var changedRegions = 0;
        for (var row = 0; row < rows; row++)
        {
            for (var regionRow = _rowEdges[row]; regionRow < _rowEdges[row + 1]; regionRow++)
            {
                changedRegions += PriceRegionRow(frame, costs, row, regionRow, ref changedBytes);
            }
        }

        var average = changedRegions == 0 ? 1 : changedBytes / changedRegions;
        for (var cell = 0; cell < _columns * rows; cell++)
        {
            TrimmedBytes[cell] *= average;
        }
    }

    // One row of regions, as far as cells reach. Returns how many of them changed.
    private int PriceRegionRow(FrameInput frame, FrameCosts costs, int row, int regionRow, ref double changedBytes)
    {
        var (first, end) = (_columnEdges[0], _columnEdges[^1]);
        if (_regionBytes.Length < end - first)
        {
            _regionBytes = new double[frame.Grid.Columns];
        }

        costs.PriceRegions(regionRow, first, end, _regionBytes.AsSpan(0, end - first));
        var changedRegions = 0;
        for (var column = 0; column < _columns; column++)
        {
            var (from, to) = (_columnEdges[column], _columnEdges[column + 1]);
            double bytes = 0;
            var count = 0;
            for (var at = from; (at = frame.Changed.NextMarked(regionRow, at, to)) < to; at++)
            {
                bytes += _regionBytes[at - first];
                count++;
            }

            ChangedBytes[Index(column, row)] += bytes;
            TrimmedBytes[Index(column, row)] += to - from - count;
            changedBytes += bytes;
            changedRegions += count;
        }

        return changedRegions;
    }

    private void CollectMembers(int primitives, int cells)
    {
        for (var primitive = 0; primitive < primitives; primitive++)
        {
            var span = _spans[primitive];
            for (var row = span.FirstRow; row < span.EndRow; row++)
            {
                foreach (
                    ref var touching in Touching.AsSpan(Index(span.FirstColumn, row), span.EndColumn - span.FirstColumn)
                )
                {
                    touching++;
                }
            }
        }

        var total = 0;
        for (var cell = 0; cell < cells; cell++)
        {
            _memberStart[cell] = total;
            _memberEnd[cell] = total;
            total += Touching[cell];
        }

        if (_members.Length < total)
        {
            _members = new int[Math.Max(total, _members.Length * 2)];
        }

        for (var primitive = 0; primitive < primitives; primitive++)
        {
            AddMember(primitive);
        }
    }

    private void AddMember(int primitive)
    {
        var span = _spans[primitive];
        for (var row = span.FirstRow; row < span.EndRow; row++)
        {
            foreach (ref var end in _memberEnd.AsSpan(Index(span.FirstColumn, row), span.EndColumn - span.FirstColumn))
            {
                _members[end++] = primitive;
            }
        }
    }
}
