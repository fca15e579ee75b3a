using System.Text;
using ScottPlot;
using SkiaSharp;

namespace TraceLab.Analysis.Charts;

/// <summary>
/// A chart on its way to a file: plots below each other, all of the same width. Rendering it twice gives the same bytes,
/// with and without fonts on the machine.
/// </summary>
internal sealed class Figure : IDisposable
{
    /// <summary>All charts are as wide, so that pages of them line up.</summary>
    public const int Width = 1200;

    /// <summary>The height of a chart that does not have to grow.</summary>
    public const int UsualHeight = 700;

    private readonly List<(Plot Plot, int Height)> _plots = [];

    public Figure() => ChartFonts.Ensure();

    public int Height => _plots.Sum(plot => plot.Height);

    /// <summary>A further plot below those there are; it belongs to the figure.</summary>
    public Plot AddPlot(int height)
    {
        var plot = new Plot();

        // Else each plot would wipe out those above it.
        plot.RenderManager.ClearCanvasBeforeEachRender = false;
        _plots.Add((plot, height));
        return plot;
    }

    public byte[] Png()
    {
        var info = new SKImageInfo(Width, Height, SKColorType.Rgba8888, SKAlphaType.Premul);
        using var surface = SKSurface.Create(info);
        Render(surface.Canvas);
        using var image = surface.Snapshot();
        using var data = image.Encode(SKEncodedImageFormat.Png, 100);
        return data.ToArray();
    }

    /// <summary>Text stays text. The font is named, not embedded; the position of every letter is given.</summary>
    public string Svg()
    {
        using var stream = new MemoryStream();
        using (var canvas = SKSvgCanvas.Create(new SKRect(0, 0, Width, Height), stream))
        {
            Render(canvas);
        }

        return SvgTidy.Tidy(Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length));
    }

    public void Dispose()
    {
        foreach (var (plot, _) in _plots)
        {
            plot.Dispose();
        }
    }

    private void Render(SKCanvas canvas)
    {
        canvas.Clear(SKColors.White);
        var top = 0;
        foreach (var (plot, height) in _plots)
        {
            plot.Render(canvas, new PixelRect(0, Width, top + height, top));
            top += height;
        }
    }
}
