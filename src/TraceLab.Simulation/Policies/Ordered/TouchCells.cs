using TraceLab.Core.Geometry;
using TraceLab.Simulation.Encoder;

namespace TraceLab.Simulation.Policies.Ordered;

/// <summary>
/// The frame's regions, joined to cells that the same primitives touch: the edges of all touched spans cut the grid into
/// columns and rows of cells. Every question about a primitive then costs its cells and not its regions. Refilled each frame.
/// </summary>
internal sealed class TouchCells
{
    private readonly GridEdges _columnEdges = new();
    private readonly GridEdges _rowEdges = new();
    private RegionSpan[] _spans = [];
    private int[] _members = [];
    private int[] _memberStart = [];
    private int[] _memberEnd = [];
    private int[] _changedRegions = [];
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

    /// <summary>What a cell adds to the frame's bytes if one of those stays that go in it (hazards H4 and H5).</summary>
    public double ChangeWithoutOne(int cell)
    {
        var going = Going[cell];
        var repaired = going > 1 ? TrimmedBytes[cell] : 0;
        return going == Touching[cell] ? ChangedBytes[cell] + repaired : repaired - TrimmedBytes[cell];
    }

    public void Build(FrameInput frame, FrameAnalysis analysis, FrameCosts costs)
    {
        CutGrid(analysis, frame.Grid);
        var rows = _rowEdges.Pieces;
        var cells = _columns * rows;
        Reserve(cells);
        MapSpans(analysis);
        if (cells > 0)
        {
            PriceCells(frame, costs, rows);
        }

        CollectMembers(analysis.Count, cells);
    }

    private void CutGrid(FrameAnalysis analysis, RegionGrid grid)
    {
        _columnEdges.Begin(grid.Columns);
        _rowEdges.Begin(grid.Rows);
        foreach (var facts in analysis.Facts)
        {
            if (!facts.Span.IsEmpty)
            {
                _columnEdges.Cut(facts.Span.FirstColumn, facts.Span.EndColumn);
                _rowEdges.Cut(facts.Span.FirstRow, facts.Span.EndRow);
            }
        }

        _columnEdges.End();
        _rowEdges.End();
        _columns = _columnEdges.Pieces;
    }

    private void Reserve(int cells)
    {
        if (Touching.Length < cells)
        {
            ChangedBytes = new double[cells];
            TrimmedBytes = new double[cells];
            _changedRegions = new int[cells];
            Touching = new int[cells];
            Going = new int[cells];
            _memberStart = new int[cells];
            _memberEnd = new int[cells];
        }

        Array.Clear(ChangedBytes, 0, cells);
        Array.Clear(_changedRegions, 0, cells);
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
                    _columnEdges.PieceAt(span.FirstColumn),
                    _rowEdges.PieceAt(span.FirstRow),
                    _columnEdges.PieceAt(span.EndColumn),
                    _rowEdges.PieceAt(span.EndRow)
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
            for (var regionRow = _rowEdges.StartOf(row); regionRow < _rowEdges.StartOf(row + 1); regionRow++)
            {
                changedRegions += PriceRegionRow(frame, costs, row, regionRow, ref changedBytes);
            }
        }

        var average = changedRegions == 0 ? 1 : changedBytes / changedRegions;
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < _columns; column++)
            {
                var cell = Index(column, row);
                var regions = _columnEdges.LengthOf(column) * _rowEdges.LengthOf(row);
                TrimmedBytes[cell] = (regions - _changedRegions[cell]) * average;
            }
        }
    }

    // One row of regions, as far as cells reach, run by run of changed ones. Returns how many those are.
    private int PriceRegionRow(FrameInput frame, FrameCosts costs, int row, int regionRow, ref double changedBytes)
    {
        var last = _columnEdges.StartOf(_columns);
        var changedRegions = 0;
        for (var at = _columnEdges.StartOf(0); (at = frame.Changed.NextMarked(regionRow, at, last)) < last; )
        {
            var end = frame.Changed.NextUnmarked(regionRow, at, last);
            var regionBytes = costs.RegionBytes(regionRow, at, end);
            changedRegions += end - at;
            for (var from = at; at < end; from = at)
            {
                var column = _columnEdges.PieceAt(at);
                at = Math.Min(end, _columnEdges.StartOf(column + 1));
                var bytes = Sum(regionBytes[..(at - from)]);
                regionBytes = regionBytes[(at - from)..];
                ChangedBytes[Index(column, row)] += bytes;
                _changedRegions[Index(column, row)] += at - from;
                changedBytes += bytes;
            }
        }

        return changedRegions;
    }

    // Four sums side by side do not wait for each other; always in this order, so that every machine comes to the same.
    private static double Sum(ReadOnlySpan<double> bytes)
    {
        var (a, b, c, d) = (0.0, 0.0, 0.0, 0.0);
        var index = 0;
        for (; index + 4 <= bytes.Length; index += 4)
        {
            a += bytes[index];
            b += bytes[index + 1];
            c += bytes[index + 2];
            d += bytes[index + 3];
        }

        for (; index < bytes.Length; index++)
        {
            a += bytes[index];
        }

        return a + b + (c + d);
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
