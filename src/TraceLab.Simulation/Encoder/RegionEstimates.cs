using System.Runtime.InteropServices;
using TraceLab.Core.Geometry;
using TraceLab.Core.Pixels;
using TraceLab.Simulation.Blitmaps.Merging;

namespace TraceLab.Simulation.Encoder;

/// <summary>
/// What the changed regions of a frame are expected to cost as pixels: their share of the rectangle that they would be sent in
/// if the frame had no primitives, by how much of its novelty is theirs. Made only if asked for.
/// </summary>
internal sealed class RegionEstimates(IRegionMerger merger)
{
    // Of a pixel: even a region of one colour costs something.
    private const double FlatNovelty = 1 / 64.0;

    private readonly List<Rect> _rectangles = [];

    // Of each rectangle; the dictionary is filled when somebody asks.
    private readonly List<int> _novelties = [];
    private readonly Dictionary<Rect, int> _noveltyOf = [];
    private readonly List<Piece> _pieces = [];
    private readonly GridEdges _everyColumn = new();
    private readonly GridEdges _everyRow = new();
    private double[] _bytes = [];
    private int[] _uncounted = [];
    private int[] _eachRegion = [];
    private FrameInput? _frame;
    private CodedSizes? _sizes;
    private bool _hasRows;

    // What lies side by side in one rectangle and is of one class.
    private readonly record struct Piece(int Class, int Regions, long Pixels, int Novelty);

    /// <param name="frame">The frame.</param>
    /// <param name="sizes">What the codec makes of a block; null: it does not compress.</param>
    public void Begin(FrameInput frame, CodedSizes? sizes)
    {
        _frame = frame;
        _sizes = sizes;
        _hasRows = false;
        Forget();
    }

    /// <summary>Adds the changed regions to classes.</summary>
    /// <param name="map">Says which class each region is of.</param>
    /// <param name="bytes">Receives for each class the bytes of its changed regions.</param>
    /// <param name="regions">Receives for each class how many those are.</param>
    public void AddTo(ClassMap map, Span<double> bytes, Span<int> regions)
    {
        Forget();
        merger.Merge(_frame!.Changed, _rectangles);
        foreach (var area in _rectangles)
        {
            var bytesPerNovelty = Cut(area, map);
            foreach (ref readonly var piece in CollectionsMarshal.AsSpan(_pieces))
            {
                if (piece.Class >= 0)
                {
                    bytes[piece.Class] += (piece.Novelty + (piece.Pixels * FlatNovelty)) * bytesPerNovelty;
                    regions[piece.Class] += piece.Regions;
                }
            }
        }
    }

    /// <summary>
    /// The regions of a row between two columns, valid until the next frame begins; what is told of unchanged ones means nothing.
    /// </summary>
    public ReadOnlySpan<double> Row(int row, int firstColumn, int endColumn)
    {
        if (!_hasRows)
        {
            MakeRows(_frame!.Grid);
            _hasRows = true;
        }

        return _bytes.AsSpan((row * _frame!.Grid.Columns) + firstColumn, endColumn - firstColumn);
    }

    /// <summary>The novelty of a rectangle that the frame would be sent in without primitives, if it was counted for it.</summary>
    public bool TryGetNovelty(Rect area, out int novelty)
    {
        if (_noveltyOf.Count == 0)
        {
            for (var index = 0; index < _novelties.Count; index++)
            {
                _noveltyOf.Add(_rectangles[index], _novelties[index]);
            }
        }

        return _noveltyOf.TryGetValue(area, out novelty);
    }

    private void Forget()
    {
        _rectangles.Clear();
        _novelties.Clear();
        _noveltyOf.Clear();
    }

    private void MakeRows(RegionGrid grid)
    {
        if (_bytes.Length < grid.RegionCount)
        {
            _bytes = new double[grid.RegionCount];
            _uncounted = new int[grid.RegionCount];
            _eachRegion = [.. Enumerable.Range(0, grid.RegionCount)];
        }

        _everyColumn.Begin(grid.Columns);
        _everyColumn.CutAll();
        _everyColumn.End();
        _everyRow.Begin(grid.Rows);
        _everyRow.CutAll();
        _everyRow.End();
        Array.Clear(_bytes);
        AddTo(new ClassMap(_everyColumn, _everyRow, _eachRegion, isRough: []), _bytes, _uncounted);
    }

    // Returns what each novel pixel of the rectangle costs.
    private double Cut(Rect area, ClassMap map)
    {
        var span = _frame!.Grid.SpanOf(area);
        var step = NoveltySample.RowStep(area.Area, _frame);
        var novelty = 0;
        _pieces.Clear();
        for (int top = span.FirstRow, bottom; top < span.EndRow; top = bottom)
        {
            var row = map.Rows.PieceAt(top);
            bottom = Math.Min(map.Rows.StartOf(row + 1), span.EndRow);
            var classes = map.Row(row);
            for (int left = span.FirstColumn, right; left < span.EndColumn; left = right)
            {
                var column = map.Columns.PieceAt(left);
                var index = classes[column];
                do
                {
                    right = map.Columns.StartOf(++column);
                } while (right < span.EndColumn && classes[column] == index);

                right = Math.Min(right, span.EndColumn);
                var piece = new RegionSpan(left, top, right, bottom);
                novelty += AddPiece(index, piece, step, map.IsRough(index));
            }
        }

        if (_sizes is null)
        {
            return 3 / FlatNovelty;
        }

        _novelties.Add(novelty);
        return _sizes.Bytes(novelty, area.Area) / (novelty + (area.Area * FlatNovelty));
    }

    private int AddPiece(int index, RegionSpan span, int step, bool isRough)
    {
        var area = _frame!.Grid.RectOf(span);
        var novelty = _sizes is null ? 0 : CountNovelty(_frame.Secondary, area, step, isRough);
        _pieces.Add(new Piece(index, span.Count, area.Area, novelty));
        return novelty;
    }

    private static int CountNovelty(Surface picture, Rect area, int step, bool isRough) =>
        isRough
            ? NoveltySample.CountRoughly(picture.ReadPixels, picture.Width, area, step)
            : NoveltySample.Count(picture.ReadPixels, picture.Width, area, step);
}
