using System.Buffers;
using System.Buffers.Binary;
using TraceLab.Core.Geometry;
using TraceLab.Core.Pixels;

namespace TraceLab.Simulation.Wires.Rfb;

/// <summary>Makes frames of the <see cref="RfbWire"/>. Payloads begin with their encoding's number, as an <see cref="RfbCodec"/> makes them.</summary>
internal sealed class RfbWriter : IFrameWriter
{
    // The size, and the black that it begins with.
    private const int ScreenRectangles = 2;

    private ArrayBufferWriter<byte> _output = new();
    private int _left;
    private int _leftInMessage;

    public void Begin(ArrayBufferWriter<byte> output, bool hasScreen, int primitives, int rectangles)
    {
        _output = output;
        _left = primitives + rectangles + (hasScreen ? ScreenRectangles : 0);
        BeginMessage();
    }

    public void OnScreen(int width, int height, SurfaceFormat format)
    {
        var screen = new Rect(0, 0, width, height);
        PutHead(screen, RfbEncoding.DesktopSize);
        OnFill(screen, [], 0);
    }

    public void OnFill(Rect area, ReadOnlySpan<Rect> clip, uint color)
    {
        RefuseClip(clip);
        PutHead(area, RfbEncoding.Rre);
        PutInt32(0);
        BinaryPrimitives.WriteUInt32LittleEndian(_output.GetSpan(RfbWire.PixelBytes), color & RfbWire.ColorBits);
        _output.Advance(RfbWire.PixelBytes);
    }

    public void OnCopy(Rect area, ReadOnlySpan<Rect> clip, Point source)
    {
        RefuseClip(clip);
        PutHead(area, RfbEncoding.CopyRect);
        PutUInt16(source.X);
        PutUInt16(source.Y);
    }

    public void OnImage(Rect area, ReadOnlySpan<Rect> clip, ReadOnlySpan<byte> payload)
    {
        RefuseClip(clip);
        OnPixels(area, payload);
    }

    public void OnPixels(Rect area, ReadOnlySpan<byte> payload)
    {
        PutArea(area);
        _output.Write(payload);
    }

    public void OnDraw(DrawPart part) => throw Unknown();

    public void OnSurface(int surfaceId, int width, int height, SurfaceFormat format, ImageItem? initial) =>
        throw Unknown();

    public void OnSurfaceGone(int surfaceId) => throw Unknown();

    private static void RefuseClip(ReadOnlySpan<Rect> clip)
    {
        if (!clip.IsEmpty)
        {
            throw Unknown();
        }
    }

    private static InvalidOperationException Unknown() => new("RFB has no words for this; the wire's limit says so");

    private void BeginMessage()
    {
        _leftInMessage = Math.Min(_left, RfbWire.MostRectangles);
        _output.Write<byte>([RfbWire.FramebufferUpdate, 0]);
        PutUInt16(_leftInMessage);
    }

    private void PutHead(Rect area, RfbEncoding encoding)
    {
        PutArea(area);
        PutInt32((int)encoding);
    }

    private void PutArea(Rect area)
    {
        if (_leftInMessage == 0)
        {
            BeginMessage();
        }

        _left--;
        _leftInMessage--;
        PutUInt16(area.Left);
        PutUInt16(area.Top);
        PutUInt16(area.Width);
        PutUInt16(area.Height);
    }

    private void PutUInt16(int value)
    {
        BinaryPrimitives.WriteUInt16BigEndian(_output.GetSpan(sizeof(ushort)), checked((ushort)value));
        _output.Advance(sizeof(ushort));
    }

    private void PutInt32(int value)
    {
        BinaryPrimitives.WriteInt32BigEndian(_output.GetSpan(sizeof(int)), value);
        _output.Advance(sizeof(int));
    }
}
