using BenchmarkDotNet.Attributes;
using TraceLab.Core.Geometry;

namespace TraceLab.Benchmarks.Core;

/// <summary>Set operations on regions as sessions make them: a few windows, and text scattered over a screen.</summary>
[MemoryDiagnoser]
public class PixelRegionBenchmarks
{
    private readonly PixelRegion _window = PixelRegion.Of(new Rect(200, 100, 900, 600));
    private Rect[] _scattered = [];
    private PixelRegion _text = PixelRegion.Empty;
    private PixelRegion _other = PixelRegion.Empty;

    [Params(10, 1000)]
    public int RectCount { get; set; }

    [GlobalSetup]
    public void MakeRects()
    {
        var random = new Random(1);
        _scattered = new Rect[RectCount];
        for (var i = 0; i < RectCount; i++)
        {
            _scattered[i] = Rect.FromSize(random.Next(1900), random.Next(128) * 8, random.Next(4, 40), 8);
        }

        _text = PixelRegion.Of(_scattered);
        _other = _text.Offset(3, 4);
    }

    [Benchmark]
    public PixelRegion UniteRects() => PixelRegion.Of(_scattered);

    [Benchmark]
    public PixelRegion UniteRegions() => _text.Union(_other);

    [Benchmark]
    public PixelRegion ClipToWindow() => _text.Intersect(_window);

    [Benchmark]
    public PixelRegion CutOutWindow() => _text.Subtract(_window);
}
