using TraceLab.Core.Geometry;
using TraceLab.Simulation.Blitmaps.Merging;

namespace TraceLab.Simulation.Encoder;

/// <summary>
/// What each changed region of a frame is expected to cost as pixels: its share of the rectangle that it would be sent in if
/// the frame had no primitives. Made once a frame, and only if asked for.
/// </summary>
internal sealed class RegionEstimates(IRegionMerger merger)
{
    // Of a pixel: even a region of one colour costs something.
    private const double FlatNovelty = 1 / 64.0;

    private readonly List<Rect> _rectangles = [];
    private readonly Dictionary<Rect, int> _noveltyOf = [];
    private double[] _bytes = [];
    private int[] _novelty = [];
    private FrameInput? _frame;
    private CodedSizes? _sizes;
    private bool _isMade;

    /// <param name="frame">The frame.</param>
    /// <param name="sizes">What the codec makes of a block; null: it does not compress.</param>
    public void Begin(FrameInput frame, CodedSizes? sizes)
    {
        _frame = frame;
        _sizes = sizes;
        _isMade = false;
    }

    /// <summary>
    /// The regions of a row between two columns, valid until the next frame begins; what is told of unchanged ones means nothing.
    /// </summary>
    public ReadOnlySpan<double> Row(int row, int firstColumn, int endColumn)
    {
        if (!_isMade)
        {
            Make();
            _isMade = true;
        }

        return _bytes.AsSpan((row * _frame!.Grid.Columns) + firstColumn, endColumn - firstColumn);
    }

    /// <summary>The novelty of a rectangle that the frame would be sent in without primitives, if it was counted for it.</summary>
    public bool TryGetNovelty(Rect area, out int novelty)
    {
        novelty = 0;
        return _isMade && _noveltyOf.TryGetValue(area, out novelty);
    }

    private void Make()
    {
        var grid = _frame!.Grid;
        if (_bytes.Length < grid.RegionCount)
        {
            _bytes = new double[grid.RegionCount];
            _novelty = new int[grid.RegionCount];
        }

        _rectangles.Clear();
        _noveltyOf.Clear();
        merger.Merge(_frame.Changed, _rectangles);
        foreach (var area in _rectangles)
        {
            Price(area, grid.SpanOf(area), grid);
        }
    }

    private void Price(Rect area, RegionSpan span, RegionGrid grid)
    {
        var novelty = CountNovelty(span, grid, Math.Min(NoveltySample.RowStep(area.Area), grid.RegionSize));
        if (_sizes is not null)
        {
            _noveltyOf[area] = novelty;
        }

        var bytes = _sizes?.Bytes(novelty, area.Area) ?? area.Area * 3;
        var bytesPerNovelty = bytes / (novelty + (area.Area * FlatNovelty));
        for (var row = span.FirstRow; row < span.EndRow; row++)
        {
            PriceRow(grid, span with { FirstRow = row, EndRow = row + 1 }, bytesPerNovelty);
        }
    }

    // Only the last column may be narrower than the others.
    private void PriceRow(RegionGrid grid, RegionSpan span, double bytesPerNovelty)
    {
        var first = (span.FirstRow * grid.Columns) + span.FirstColumn;
        var novelty = _novelty.AsSpan(first, span.Count);
        var bytes = _bytes.AsSpan(first, span.Count);
        var flat = grid.RectOf(span.FirstColumn, span.FirstRow).Area * FlatNovelty;
        for (var index = 0; index < bytes.Length; index++)
        {
            bytes[index] = (novelty[index] + flat) * bytesPerNovelty;
        }

        bytes[^1] =
            (novelty[^1] + (grid.RectOf(span.EndColumn - 1, span.FirstRow).Area * FlatNovelty)) * bytesPerNovelty;
    }

    // Where nothing is compressed every pixel is as good as another.
    private int CountNovelty(RegionSpan span, RegionGrid grid, int rowStep)
    {
        var (picture, sum) = (_frame!.Secondary, 0);
        for (var row = span.FirstRow; row < span.EndRow; row++)
        {
            var novelty = _novelty.AsSpan((row * grid.Columns) + span.FirstColumn, span.EndColumn - span.FirstColumn);
            if (_sizes is null)
            {
                novelty.Clear();
                continue;
            }

            var strip = grid.RectOf(span with { FirstRow = row, EndRow = row + 1 });
            NoveltySample.CountPieces(picture.ReadPixels, picture.Width, strip, grid.RegionSize, rowStep, novelty);

            foreach (var count in novelty)
            {
                sum += count;
            }
        }

        return sum;
    }
}
