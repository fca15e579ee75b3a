using System.Buffers;
using System.Buffers.Binary;
using TraceLab.Core.Geometry;
using TraceLab.Core.Pixels;

namespace TraceLab.Simulation.Wires;

/// <summary>Makes frames of the <see cref="FixedWire"/>.</summary>
internal sealed class FixedWriter : IFrameWriter, IFieldWriter
{
    private ArrayBufferWriter<byte> _output = new();

    public void Begin(ArrayBufferWriter<byte> output, bool hasScreen, int primitives, int rectangles)
    {
        _output = output;
        Put((uint)primitives | (hasScreen ? FixedWire.ScreenFlag : 0));
        Put((uint)rectangles);
    }

    public void OnScreen(int width, int height, SurfaceFormat format)
    {
        Put((uint)width);
        Put((uint)height);
        Put((uint)format);
    }

    public void OnFill(Rect area, ReadOnlySpan<Rect> clip, uint color)
    {
        PutArea(FixedWire.FillOperation, area, clip);
        Put(color);
        PutClip(clip);
    }

    public void OnCopy(Rect area, ReadOnlySpan<Rect> clip, Point source)
    {
        PutArea(FixedWire.CopyOperation, area, clip);
        Put((uint)source.X);
        Put((uint)source.Y);
        PutClip(clip);
    }

    public void OnImage(Rect area, ReadOnlySpan<Rect> clip, ReadOnlySpan<byte> payload)
    {
        PutArea(FixedWire.ImageOperation, area, clip);
        Put((uint)payload.Length);
        PutClip(clip);
        _output.Write(payload);
    }

    public void OnDraw(DrawPart part)
    {
        Put((FixedWire.DrawOperation | (part.Clip is null ? 0 : FixedWire.ClipFlag)) << 24);
        PutSigned(part.Area.Left);
        PutSigned(part.Area.Top);
        PutSigned(part.Area.Width);
        PutSigned(part.Area.Height);
        PutClip(part.Clip);
        PartFields.Write(this, part);
    }

    public void OnSurface(int surfaceId, int width, int height, SurfaceFormat format, ImageItem? initial)
    {
        Put(FixedWire.SurfaceOperation << 24);
        PutSigned(surfaceId);
        Put((uint)width);
        Put((uint)height);
        Put((uint)format);
        Put(initial is null ? 0u : 1);
        if (initial is { } image)
        {
            PartFields.WriteImage(this, image);
        }
    }

    public void OnSurfaceGone(int surfaceId)
    {
        Put(FixedWire.SurfaceGoneOperation << 24);
        PutSigned(surfaceId);
    }

    public void PutByte(byte value) => Put(value);

    public void PutCount(int value) => Put((uint)value);

    public void PutSigned(int value) => Put((uint)value);

    public void PutBytes(ReadOnlySpan<byte> bytes)
    {
        _output.Write(bytes);
        _output.Write(stackalloc byte[-bytes.Length & (FixedWire.FieldBytes - 1)]);
    }

    public void OnPixels(Rect area, ReadOnlySpan<byte> payload)
    {
        PutArea(FixedWire.PixelsOperation, area, []);
        Put((uint)payload.Length);
        _output.Write(payload);
    }

    private void PutArea(uint operation, Rect area, ReadOnlySpan<Rect> clip)
    {
        Put(((operation | (clip.IsEmpty ? 0 : FixedWire.ClipFlag)) << 24) | (uint)area.Left);
        Put((uint)area.Top);
        Put((uint)area.Width);
        Put((uint)area.Height);
    }

    private void PutClip(ReadOnlySpan<Rect> clip)
    {
        if (clip.IsEmpty)
        {
            return;
        }

        Put((uint)clip.Length);
        foreach (var rect in clip)
        {
            Put((uint)rect.Left);
            Put((uint)rect.Top);
            Put((uint)rect.Right);
            Put((uint)rect.Bottom);
        }
    }

    private void Put(uint field)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(_output.GetSpan(FixedWire.FieldBytes), field);
        _output.Advance(FixedWire.FieldBytes);
    }
}
