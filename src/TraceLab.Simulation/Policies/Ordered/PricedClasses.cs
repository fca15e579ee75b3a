using TraceLab.Core.Commands;
using TraceLab.Core.Geometry;
using TraceLab.Simulation.Encoder;

namespace TraceLab.Simulation.Policies.Ordered;

/// <summary>
/// The frame's classes of regions with what they cost as pixels. The edges of all touched spans cut the grid into columns and
/// rows of cells first, and cells are joined to classes; so it costs what the primitives are many, and not what the regions
/// are. Refilled each frame.
/// </summary>
internal sealed class PricedClasses
{
    private readonly RegionClasses _classes = new();
    private readonly GridEdges _columnEdges = new();
    private readonly GridEdges _rowEdges = new();
    private RegionSpan[] _spans = [];
    private bool[] _isLegal = [];
    private bool[] _isImage = [];
    private PricedClass[] _priced = [];
    private double[] _changedBytes = [];
    private int[] _changedRegions = [];
    private int[] _regions = [];
    private bool[] _isRough = [];

    public int Count => _classes.Count;

    public ref PricedClass this[int index] => ref _priced[index];

    /// <summary>The classes that a primitive touches.</summary>
    public ReadOnlySpan<int> TouchedBy(int primitive) => _classes.TouchedBy(primitive);

    /// <summary>The primitives that touch a class, in order.</summary>
    public ReadOnlySpan<int> Members(int index) => _classes.Members(index);

    public void Build(FrameInput frame, FrameAnalysis analysis, FrameCosts costs)
    {
        CutGrid(analysis, frame.Grid);
        MapSpans(analysis);
        _classes.Build(_spans.AsSpan(0, analysis.Count), _columnEdges.Pieces, _rowEdges.Pieces);
        Reserve();
        for (var index = 0; index < Count; index++)
        {
            CountMembers(index, Members(index));
        }

        Price(costs);
    }

    // Where everything may go and nothing carries pixels, pixels are weighed against headers: they cost more, as good as always.
    // And where something may not go, they go in any case.
    private void CountMembers(int index, ReadOnlySpan<int> members)
    {
        var (legal, images) = (0, 0);
        foreach (var member in members)
        {
            legal += _isLegal[member] ? 1 : 0;
            images += _isImage[member] ? 1 : 0;
        }

        _priced[index] = new PricedClass { Touching = members.Length, Going = legal };
        _isRough[index] = legal < members.Length || images == 0;
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
    }

    private void MapSpans(FrameAnalysis analysis)
    {
        if (_spans.Length < analysis.Count)
        {
            _spans = new RegionSpan[Math.Max(analysis.Count, _spans.Length * 2)];
            _isLegal = new bool[_spans.Length];
            _isImage = new bool[_spans.Length];
        }

        for (var index = 0; index < analysis.Count; index++)
        {
            var facts = analysis.Facts[index];
            var span = facts.Span;
            _isLegal[index] = facts.IsLegal;
            _isImage[index] = facts.Drawing is ImageCommand;
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

    private void Reserve()
    {
        if (_priced.Length < Count)
        {
            var count = Math.Max(Count, _priced.Length * 2);
            _priced = new PricedClass[count];
            _changedBytes = new double[count];
            _changedRegions = new int[count];
            _regions = new int[count];
            _isRough = new bool[count];
        }

        Array.Clear(_changedBytes, 0, Count);
        Array.Clear(_changedRegions, 0, Count);
        Array.Clear(_regions, 0, Count);
    }

    // Trimmed regions are priced like the average changed one: they only matter where a primitive would leave them half drawn.
    private void Price(FrameCosts costs)
    {
        var map = new ClassMap(_columnEdges, _rowEdges, _classes.ClassOf, _isRough.AsSpan(0, Count));
        costs.AddRegionBytes(map, _changedBytes, _changedRegions);
        CountRegions();
        double changedBytes = 0;
        var changedRegions = 0;
        for (var index = 0; index < Count; index++)
        {
            changedBytes += _changedBytes[index];
            changedRegions += _changedRegions[index];
        }

        var average = changedRegions == 0 ? 1 : changedBytes / changedRegions;
        for (var index = 0; index < Count; index++)
        {
            ref var one = ref _priced[index];
            one.ChangedBytes = _changedBytes[index];
            one.TrimmedBytes = (_regions[index] - _changedRegions[index]) * average;
            one.Share = one.IsFree ? one.ChangedBytes / one.Touching : -one.TrimmedBytes;
        }
    }

    private void CountRegions()
    {
        var classes = _classes.ClassOf;
        for (var row = 0; row < _rowEdges.Pieces; row++)
        {
            var height = _rowEdges.LengthOf(row);
            var line = classes.Slice(row * _columnEdges.Pieces, _columnEdges.Pieces);
            for (var column = 0; column < line.Length; column++)
            {
                if (line[column] >= 0)
                {
                    _regions[line[column]] += _columnEdges.LengthOf(column) * height;
                }
            }
        }
    }
}
