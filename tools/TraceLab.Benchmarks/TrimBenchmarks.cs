using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Columns;
using TraceLab.Core.Geometry;
using TraceLab.Core.Pixels;
using TraceLab.Simulation.Blitmaps;

namespace TraceLab.Benchmarks;

/// <summary>
/// Trimming of a fully marked screen in 8×8 regions of which a share differs, against the plain loop (one SequenceEqual a
/// row of each region) and against copying the frame. Every call restores what it changed by swapping the roles: the
/// regions that differ are changed again in the primary.
/// </summary>
[HideColumns(Column.Error, Column.StdDev, Column.RatioSD)]
public class TrimBenchmarks
{
    private Surface _primary = new(1, 1);
    private Surface _secondary = new(1, 1);
    private Blitmap _blitmap = new(new RegionGrid(1, 1, 8));
    private int[] _changes = [];
    private uint _tick;

    [Params("1920x1080", "3840x2160")]
    public string Screen { get; set; } = "";

    [Params(0, 10, 100)]
    public int ChangedPercent { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        var size = Screen.Split('x').Select(int.Parse).ToArray();
        _primary = new Surface(size[0], size[1]);
        _secondary = new Surface(size[0], size[1]);
        _blitmap = new Blitmap(new RegionGrid(size[0], size[1], 8));
        var random = new Random(1);
        for (var i = 0; i < _primary.Pixels.Length; i++)
        {
            _primary.Pixels[i] = _secondary.Pixels[i] = (uint)random.Next() & 0xFFFFFF;
        }

        var grid = _blitmap.Grid;
        _changes =
        [
            .. from row in Enumerable.Range(0, grid.Rows)
            from column in Enumerable.Range(0, grid.Columns)
            where random.Next(100) < ChangedPercent
            select (Math.Min((row * 8) + random.Next(8), size[1] - 1) * size[0]) + (column * 8) + random.Next(8),
        ];
    }

    [Benchmark(Baseline = true)]
    public int PlainLoop()
    {
        Touch();
        return PlainTrim();
    }

    [Benchmark]
    public int Trim()
    {
        Touch();
        return RegionTrimmer.Trim(_primary, _secondary, _blitmap);
    }

    [Benchmark]
    public int CopyFrame()
    {
        Touch();
        _primary.Pixels.AsSpan().CopyTo(_secondary.Pixels);
        return 0;
    }

    // The cost of preparing a call, to be taken off by whoever wants bare numbers.
    [Benchmark]
    public int PrepareOnly()
    {
        Touch();
        return 0;
    }

    private void Touch()
    {
        _tick++;
        _blitmap.MarkAll();
        foreach (var at in _changes)
        {
            _primary.Pixels[at] = _tick & 0xFFFFFF;
        }
    }

    // What anyone would write first, without any detour: all regions are marked, so marks are not even looked at.
    private int PlainTrim()
    {
        var trimmed = 0;
        var width = _primary.Width;
        ReadOnlySpan<uint> source = _primary.Pixels;
        Span<uint> target = _secondary.Pixels;
        for (var top = 0; top < _primary.Height; top += 8)
        {
            var rows = Math.Min(8, _primary.Height - top);
            for (var left = 0; left < width; left += 8)
            {
                var start = (top * width) + left;
                if (IsEqual(source, target, start, width, rows))
                {
                    _blitmap.Row(top / 8)[left >> 9] &= ~(1UL << ((left >> 3) & 63));
                    trimmed++;
                    continue;
                }

                for (var row = 0; row < rows; row++)
                {
                    source.Slice(start + (row * width), 8).CopyTo(target.Slice(start + (row * width), 8));
                }
            }
        }

        return trimmed;
    }

    private static bool IsEqual(ReadOnlySpan<uint> source, ReadOnlySpan<uint> target, int start, int stride, int rows)
    {
        for (var row = 0; row < rows; row++)
        {
            if (!source.Slice(start + (row * stride), 8).SequenceEqual(target.Slice(start + (row * stride), 8)))
            {
                return false;
            }
        }

        return true;
    }
}
