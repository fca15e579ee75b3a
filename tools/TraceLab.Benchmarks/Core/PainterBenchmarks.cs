using BenchmarkDotNet.Attributes;
using TraceLab.Core.Commands;
using TraceLab.Core.Geometry;
using TraceLab.Core.Painting;
using TraceLab.Core.Pixels;

namespace TraceLab.Benchmarks.Core;

/// <summary>The drawing commands that fill real sessions, on a 1080p screen.</summary>
[MemoryDiagnoser]
public class PainterBenchmarks
{
    private static readonly Rect Window = Rect.FromSize(100, 100, 800, 600);

    private readonly Painter _painter;
    private readonly FillCommand _fill = new(0, new DrawTarget(0, Window), Brush.Solid(0x336699));
    private readonly CopyCommand _scroll = new(0, new DrawTarget(0, Window), 0, Window.Offset(0, 13));
    private readonly CopyCommand _clippedScroll = new(
        0,
        new DrawTarget(0, Window, [new Rect(100, 100, 900, 300), new Rect(100, 300, 500, 700)]),
        0,
        Window.Offset(0, 13)
    );
    private readonly ImageCommand _textLine = new(
        0,
        new DrawTarget(0, Rect.FromSize(100, 100, 480, 13)),
        new Image(480, 13, ImageFormat.Xrgb32, new byte[480 * 13 * 4]),
        Rect.FromSize(0, 0, 480, 13)
    );
    private readonly FillCommand _invert = new(0, new DrawTarget(0, Window), Brush.Solid(0), RasterOp.Invert);

    public PainterBenchmarks()
    {
        var surfaces = new SurfaceSet();
        surfaces.Create(Surface.ScreenId, 1920, 1080, SurfaceFormat.Xrgb32, null);
        _painter = new Painter(surfaces);
    }

    [Benchmark]
    public void Fill() => _painter.Execute(_fill);

    [Benchmark]
    public void Scroll() => _painter.Execute(_scroll);

    [Benchmark]
    public void ScrollThroughTwoClips() => _painter.Execute(_clippedScroll);

    [Benchmark]
    public void TextLineAsImage() => _painter.Execute(_textLine);

    [Benchmark]
    public void Invert() => _painter.Execute(_invert);
}
