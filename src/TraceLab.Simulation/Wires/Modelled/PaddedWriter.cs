using System.Buffers;
using TraceLab.Core.Geometry;
using TraceLab.Core.Pixels;

namespace TraceLab.Simulation.Wires.Modelled;

/// <summary>
/// Writes parts as the <see cref="CompactWire"/> has them and fills each up with zeros to the length that it has in the
/// modelled protocol. One that is longer already, which takes coordinates far outside the screen, stays as it is.
/// </summary>
internal sealed class PaddedWriter(IPartLengths lengths) : IFrameWriter
{
    private readonly CompactWriter _parts = new();
    private ArrayBufferWriter<byte> _output = new();
    private int _start;

    public void Begin(ArrayBufferWriter<byte> output, bool hasScreen, int primitives, int rectangles)
    {
        _output = output;
        _parts.BeginParts(output);
    }

    /// <summary>As surface 0, which no off-screen surface is.</summary>
    public void OnScreen(int width, int height, SurfaceFormat format)
    {
        _start = _output.WrittenCount;
        _parts.OnSurface(Surface.ScreenId, width, height, format, initial: null);
        lengths.OnScreen(width, height, format);
        Pad();
    }

    public void OnFill(Rect area, ReadOnlySpan<Rect> clip, uint color)
    {
        _start = _output.WrittenCount;
        _parts.OnFill(area, clip, color);
        lengths.OnFill(area, clip, color);
        Pad();
    }

    public void OnCopy(Rect area, ReadOnlySpan<Rect> clip, Point source)
    {
        _start = _output.WrittenCount;
        _parts.OnCopy(area, clip, source);
        lengths.OnCopy(area, clip, source);
        Pad();
    }

    public void OnImage(Rect area, ReadOnlySpan<Rect> clip, ReadOnlySpan<byte> payload)
    {
        _start = _output.WrittenCount;
        _parts.OnImage(area, clip, payload);
        lengths.OnImage(area, clip, payload);
        Pad();
    }

    public void OnDraw(DrawPart part)
    {
        _start = _output.WrittenCount;
        _parts.OnDraw(part);
        lengths.OnDraw(part);
        Pad();
    }

    public void OnSurface(int surfaceId, int width, int height, SurfaceFormat format, ImageItem? initial)
    {
        _start = _output.WrittenCount;
        _parts.OnSurface(surfaceId, width, height, format, initial);
        lengths.OnSurface(surfaceId, width, height, format, initial);
        Pad();
    }

    public void OnSurfaceGone(int surfaceId)
    {
        _start = _output.WrittenCount;
        _parts.OnSurfaceGone(surfaceId);
        lengths.OnSurfaceGone(surfaceId);
        Pad();
    }

    public void OnPixels(Rect area, ReadOnlySpan<byte> payload)
    {
        _start = _output.WrittenCount;
        _parts.OnPixels(area, payload);
        lengths.OnPixels(area, payload);
        Pad();
    }

    private void Pad()
    {
        var missing = lengths.Bytes - (_output.WrittenCount - _start);
        if (missing > 0)
        {
            _output.GetSpan(missing)[..missing].Clear();
            _output.Advance(missing);
        }
    }
}
