using TraceLab.Core.Geometry;
using TraceLab.Simulation.Blitmaps;
using TraceLab.Simulation.Encoder;

namespace TraceLab.Simulation.Policies.Optimal;

/// <summary>
/// A price for each region of a frame, taken from what the run's codec really makes of the frame's own rectangles: the bytes
/// of a rectangle are spread over its regions in proportion to their novelty. Every set of rectangles that is tried renews
/// the prices of its regions, so that they settle on the rectangles that a good choice leaves.
/// </summary>
internal sealed class RegionPrices
{
    private readonly List<Rect> _rectangles = [];
    private double[] _novelty = [];
    private double[] _bytes = [];
    private FrameInput? _frame;
    private TrialEncoder? _trials;

    /// <summary>Bytes, row after row.</summary>
    public ReadOnlySpan<double> Bytes => _bytes;

    /// <summary>Prices everything by the rectangles that a frame without primitives sends. Returns their bytes.</summary>
    public long Begin(FrameInput frame, TrialEncoder trials)
    {
        _frame = frame;
        _trials = trials;
        if (_bytes.Length != frame.Grid.RegionCount)
        {
            _bytes = new double[frame.Grid.RegionCount];
            _novelty = new double[frame.Grid.RegionCount];
        }

        MeasureNovelty();
        var bytes = Merge(frame.Changed);
        double novelty = 0;
        foreach (var area in _rectangles)
        {
            novelty += SumNovelty(frame.Grid.SpanOf(area));
        }

        // What is trimmed costs bytes only if it has to be repaired; its pixels are then like the others.
        var bytesPerNovelty = novelty == 0 ? 1 : bytes / novelty;
        for (var region = 0; region < _bytes.Length; region++)
        {
            _bytes[region] = _novelty[region] * bytesPerNovelty;
        }

        return Refine(frame.Changed);
    }

    /// <summary>Encodes the marked regions as a frame would, and prices them anew. Returns the bytes of all rectangles.</summary>
    public long Refine(Blitmap pixels)
    {
        var total = Merge(pixels);
        var grid = pixels.Grid;
        foreach (var area in _rectangles)
        {
            var span = grid.SpanOf(area);
            var bytesPerNovelty = _trials!.RectangleBytes(area) / SumNovelty(span);
            for (var row = span.FirstRow; row < span.EndRow; row++)
            {
                for (
                    var region = (row * grid.Columns) + span.FirstColumn;
                    region < (row * grid.Columns) + span.EndColumn;
                    region++
                )
                {
                    _bytes[region] = _novelty[region] * bytesPerNovelty;
                }
            }
        }

        return total;
    }

    private long Merge(Blitmap pixels)
    {
        _rectangles.Clear();
        _trials!.Merge(pixels, _rectangles);
        long total = 0;
        foreach (var area in _rectangles)
        {
            total += _trials.RectangleBytes(area);
        }

        return total;
    }

    // Even a region of one colour costs something. Where nothing is compressed every pixel is as good as novel.
    private void MeasureNovelty()
    {
        var (grid, secondary) = (_frame!.Grid, _frame.Secondary);
        for (var row = 0; row < grid.Rows; row++)
        {
            for (var column = 0; column < grid.Columns; column++)
            {
                var area = grid.RectOf(column, row);
                var novel = _trials!.Compresses
                    ? NoveltyCounter.Count(secondary.ReadPixels, secondary.Width, area, rowStep: 1)
                    : area.Area;
                _novelty[(row * grid.Columns) + column] = novel + (area.Area / 64.0);
            }
        }
    }

    private double SumNovelty(RegionSpan span)
    {
        double sum = 0;
        var columns = _frame!.Grid.Columns;
        for (var row = span.FirstRow; row < span.EndRow; row++)
        {
            for (var region = (row * columns) + span.FirstColumn; region < (row * columns) + span.EndColumn; region++)
            {
                sum += _novelty[region];
            }
        }

        return sum;
    }
}
