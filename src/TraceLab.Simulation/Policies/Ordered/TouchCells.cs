using System.Numerics;
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
    private readonly List<int> _members = [];
    private RegionSpan[] _spans = [];
    private int[] _memberStart = [];
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
    public ReadOnlySpan<int> Members(int cell) =>
        System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_members)[_memberStart[cell].._memberStart[cell + 1]];

    public void Build(FrameInput frame, FrameAnalysis analysis, FrameCosts costs)
    {
        CutGrid(analysis);
        var rows = Math.Max(0, _rowEdges.Count - 1);
        var cells = _columns * rows;
        Reserve(cells);
        MapSpans(analysis);
        PriceCells(frame, costs, rows);
        CollectMembers(analysis, cells);
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
            _memberStart = new int[cells + 1];
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
            _spans = new RegionSpan[analysis.Count];
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
                for (var column = 0; column < _columns; column++)
                {
                    var bytes = PriceRun(
                        frame,
                        costs,
                        regionRow,
                        _columnEdges[column],
                        _columnEdges[column + 1],
                        out var count
                    );
                    ChangedBytes[Index(column, row)] += bytes;
                    TrimmedBytes[Index(column, row)] += _columnEdges[column + 1] - _columnEdges[column] - count;
                    changedBytes += bytes;
                    changedRegions += count;
                }
            }
        }

        var average = changedRegions == 0 ? 1 : changedBytes / changedRegions;
        for (var cell = 0; cell < _columns * rows; cell++)
        {
            TrimmedBytes[cell] *= average;
        }
    }

    private static double PriceRun(FrameInput frame, FrameCosts costs, int row, int first, int end, out int count)
    {
        double bytes = 0;
        count = 0;
        var words = frame.Changed.Row(row);
        for (var index = first >> 6; index <= (end - 1) >> 6; index++)
        {
            for (var rest = words[index]; rest != 0; rest &= rest - 1)
            {
                var column = (index * 64) + BitOperations.TrailingZeroCount(rest);
                if (column >= first && column < end)
                {
                    bytes += costs.RegionBytes(column, row);
                    count++;
                }
            }
        }

        return bytes;
    }

    private void CollectMembers(FrameAnalysis analysis, int cells)
    {
        for (var index = 0; index < analysis.Count; index++)
        {
            ForEachCell(index, cell => Touching[cell]++);
        }

        var total = 0;
        for (var cell = 0; cell < cells; cell++)
        {
            _memberStart[cell] = total;
            total += Touching[cell];
        }

        _memberStart[cells] = total;
        System.Runtime.InteropServices.CollectionsMarshal.SetCount(_members, total);
        var filled = new int[cells];
        for (var index = 0; index < analysis.Count; index++)
        {
            var primitive = index;
            ForEachCell(index, cell => _members[_memberStart[cell] + filled[cell]++] = primitive);
        }
    }

    private void ForEachCell(int primitive, Action<int> visit)
    {
        var span = _spans[primitive];
        for (var row = span.FirstRow; row < span.EndRow; row++)
        {
            for (var column = span.FirstColumn; column < span.EndColumn; column++)
            {
                visit(Index(column, row));
            }
        }
    }
}
