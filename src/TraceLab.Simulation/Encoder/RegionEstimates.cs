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

    /// <summary>The regions of a row between two columns; what is told of unchanged ones means nothing.</summary>
    public void CopyTo(int row, int firstColumn, int endColumn, Span<double> bytes)
    {
        if (!_isMade)
        {
            Make();
            _isMade = true;
        }

        var columns = _frame!.Grid.Columns;
        _bytes.AsSpan((row * columns) + firstColumn, endColumn - firstColumn).CopyTo(bytes);
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
        merger.Merge(_frame.Changed, _rectangles);
        foreach (var area in _rectangles)
        {
            Price(area, grid.SpanOf(area), grid);
        }
    }

    private void Price(Rect area, RegionSpan span, RegionGrid grid)
    {
        var novelty = CountNovelty(span, grid);
        var bytes = _sizes?.Bytes(novelty, area.Area) ?? area.Area * 3;
        var bytesPerNovelty = bytes / (novelty + (area.Area * FlatNovelty));
        for (var row = span.FirstRow; row < span.EndRow; row++)
        {
            for (var column = span.FirstColumn; column < span.EndColumn; column++)
            {
                var region = (row * grid.Columns) + column;
                _bytes[region] = (_novelty[region] + (grid.RectOf(column, row).Area * FlatNovelty)) * bytesPerNovelty;
            }
        }
    }

    // Where nothing is compressed every pixel is as good as another.
    private int CountNovelty(RegionSpan span, RegionGrid grid)
    {
        var (picture, sum) = (_frame!.Secondary, 0);
        for (var row = span.FirstRow; row < span.EndRow; row++)
        {
            var novelty = _novelty.AsSpan((row * grid.Columns) + span.FirstColumn, span.EndColumn - span.FirstColumn);
            novelty.Clear();
            if (_sizes is not null)
            {
                var strip = grid.RectOf(span with { FirstRow = row, EndRow = row + 1 });
                NoveltyCounter.CountPieces(picture.ReadPixels, picture.Width, strip, grid.RegionSize, novelty);
            }

            foreach (var count in novelty)
            {
                sum += count;
            }
        }

        return sum;
    }
}
