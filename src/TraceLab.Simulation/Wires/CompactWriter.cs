using System.Buffers;
using TraceLab.Core.Geometry;
using TraceLab.Core.Pixels;

namespace TraceLab.Simulation.Wires;

/// <summary>Makes frames of the <see cref="CompactWire"/>.</summary>
internal sealed class CompactWriter : IFrameWriter, IFieldWriter
{
    private ArrayBufferWriter<byte> _output = new();
    private Point _before;

    public void Begin(ArrayBufferWriter<byte> output, bool hasScreen, int primitives, int rectangles)
    {
        BeginParts(output);
        Put((uint)(primitives << 1) | (hasScreen ? 1u : 0));
        Put((uint)rectangles);
    }

    /// <summary>Starts a frame without a header.</summary>
    public void BeginParts(ArrayBufferWriter<byte> output)
    {
        _output = output;
        _before = default;
    }

    public void OnScreen(int width, int height, SurfaceFormat format)
    {
        Put((uint)width);
        Put((uint)height);
        PutByte((byte)format);
    }

    public void OnFill(Rect area, ReadOnlySpan<Rect> clip, uint color)
    {
        PutArea(CompactWire.FillOperation, area, clip);
        PutByte((byte)color);
        PutByte((byte)(color >> 8));
        PutByte((byte)(color >> 16));
    }

    public void OnCopy(Rect area, ReadOnlySpan<Rect> clip, Point source)
    {
        PutArea(CompactWire.CopyOperation, area, clip);
        PutSigned(source.X - area.Left);
        PutSigned(source.Y - area.Top);
    }

    public void OnImage(Rect area, ReadOnlySpan<Rect> clip, ReadOnlySpan<byte> payload)
    {
        PutArea(CompactWire.ImageOperation, area, clip);
        PutPayload(payload);
    }

    public void OnDraw(DrawPart part)
    {
        PutArea(CompactWire.DrawOperation, part.Area, part.Clip);
        PartFields.Write(this, part);
    }

    public void OnSurface(int surfaceId, int width, int height, SurfaceFormat format, ImageItem? initial)
    {
        PutByte(CompactWire.SurfaceOperation);
        PutSigned(surfaceId);
        Put((uint)width);
        Put((uint)height);
        PutByte((byte)format);
        PutByte(initial is null ? (byte)0 : (byte)1);
        if (initial is { } image)
        {
            PartFields.WriteImage(this, image);
        }
    }

    public void OnSurfaceGone(int surfaceId)
    {
        PutByte(CompactWire.SurfaceGoneOperation);
        PutSigned(surfaceId);
    }

    public void OnPixels(Rect area, ReadOnlySpan<byte> payload)
    {
        PutArea(CompactWire.PixelsOperation, area, []);
        PutPayload(payload);
    }

    private void PutArea(byte operation, Rect area, ReadOnlySpan<Rect> clip)
    {
        PutByte((byte)(operation | (clip.IsEmpty ? 0 : CompactWire.ClipFlag)));
        PutSigned(area.Left - _before.X);
        PutSigned(area.Top - _before.Y);
        Put((uint)area.Width);
        Put((uint)area.Height);
        _before = new Point(area.Left, area.Top);
        if (clip.IsEmpty)
        {
            return;
        }

        Put((uint)clip.Length);
        foreach (var rect in clip)
        {
            PutSigned(rect.Left - area.Left);
            PutSigned(rect.Top - area.Top);
            PutSigned(rect.Width);
            PutSigned(rect.Height);
        }
    }

    private void PutPayload(ReadOnlySpan<byte> payload)
    {
        Put((uint)payload.Length);
        _output.Write(payload);
    }

    public void PutCount(int value) => Put((uint)value);

    public void PutBytes(ReadOnlySpan<byte> bytes) => _output.Write(bytes);

    public void PutSigned(int value) => Put((uint)((value << 1) ^ (value >> 31)));

    private void Put(uint value)
    {
        var span = _output.GetSpan(5);
        var length = 0;
        for (; value >= 0x80; value >>= 7)
        {
            span[length++] = (byte)(value | 0x80);
        }

        span[length++] = (byte)value;
        _output.Advance(length);
    }

    public void PutByte(byte value)
    {
        _output.GetSpan(1)[0] = value;
        _output.Advance(1);
    }
}
