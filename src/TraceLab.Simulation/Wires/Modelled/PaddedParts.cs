using TraceLab.Core.Geometry;
using TraceLab.Core.Pixels;

namespace TraceLab.Simulation.Wires.Modelled;

/// <summary>Reads what a <see cref="PaddedWriter"/> wrote, a part at a time, and goes past what fills it up.</summary>
internal sealed class PaddedParts(IFrameSink sink, IPartLengths lengths) : IFrameSink
{
    private Point _before;

    public void ReadOne(ref VarintReader reader)
    {
        var left = reader.BytesLeft;
        CompactWire.ReadPart(ref reader, this, ref _before);
        reader.NextBytes(Math.Max(0, lengths.Bytes - (left - reader.BytesLeft)));
    }

    public void OnScreen(int width, int height, SurfaceFormat format)
    {
        sink.OnScreen(width, height, format);
        lengths.OnScreen(width, height, format);
    }

    public void OnFill(Rect area, ReadOnlySpan<Rect> clip, uint color)
    {
        sink.OnFill(area, clip, color);
        lengths.OnFill(area, clip, color);
    }

    public void OnCopy(Rect area, ReadOnlySpan<Rect> clip, Point source)
    {
        sink.OnCopy(area, clip, source);
        lengths.OnCopy(area, clip, source);
    }

    public void OnImage(Rect area, ReadOnlySpan<Rect> clip, ReadOnlySpan<byte> payload)
    {
        sink.OnImage(area, clip, payload);
        lengths.OnImage(area, clip, payload);
    }

    public void OnDraw(DrawPart part)
    {
        sink.OnDraw(part);
        lengths.OnDraw(part);
    }

    public void OnSurface(int surfaceId, int width, int height, SurfaceFormat format, ImageItem? initial)
    {
        if (surfaceId == Surface.ScreenId)
        {
            OnScreen(width, height, format);
            return;
        }

        sink.OnSurface(surfaceId, width, height, format, initial);
        lengths.OnSurface(surfaceId, width, height, format, initial);
    }

    public void OnSurfaceGone(int surfaceId)
    {
        sink.OnSurfaceGone(surfaceId);
        lengths.OnSurfaceGone(surfaceId);
    }

    public void OnPixels(Rect area, ReadOnlySpan<byte> payload)
    {
        sink.OnPixels(area, payload);
        lengths.OnPixels(area, payload);
    }
}
