using System.Buffers;
using System.Buffers.Binary;
using TraceLab.Core.Commands;
using TraceLab.Core.Geometry;
using TraceLab.Core.Pixels;

namespace TraceLab.Simulation.Wires.Modelled;

/// <summary>Makes frames of the <see cref="RdpWire"/>.</summary>
internal sealed class RdpWriter : IFrameWriter
{
    private readonly PaddedWriter _own = new(new RdpLengths());
    private ArrayBufferWriter<byte> _output = new();
    private RdpOrderWriter _orders = new();
    private bool _isInOrders;
    private int _surface;

    public void Begin(ArrayBufferWriter<byte> output, bool hasScreen, int primitives, int rectangles)
    {
        _output = output;
        _own.Begin(output, hasScreen, primitives, rectangles);
        _orders = new RdpOrderWriter();
        _isInOrders = false;
        _surface = Surface.ScreenId;
        PutZeros(RdpUpdates.PduBytes);
        if (hasScreen || primitives > 0)
        {
            EnterOrders();
        }
        else
        {
            EnterSurfaceBits();
        }
    }

    public void OnScreen(int width, int height, SurfaceFormat format)
    {
        BeginOwn();
        _own.OnScreen(width, height, format);
    }

    public void OnFill(Rect area, ReadOnlySpan<Rect> clip, uint color)
    {
        if (clip.IsEmpty)
        {
            PutFill(Surface.ScreenId, area, color);
            return;
        }

        BeginOwn();
        _own.OnFill(area, clip, color);
    }

    public void OnCopy(Rect area, ReadOnlySpan<Rect> clip, Point source)
    {
        if (clip.IsEmpty)
        {
            PutCopy(Surface.ScreenId, area, RasterOp.Copy, source);
            return;
        }

        BeginOwn();
        _own.OnCopy(area, clip, source);
    }

    public void OnImage(Rect area, ReadOnlySpan<Rect> clip, ReadOnlySpan<byte> payload)
    {
        if (clip.IsEmpty)
        {
            PutSurfaceBits(area, payload, isPrimitive: true);
            return;
        }

        BeginOwn();
        _own.OnImage(area, clip, payload);
    }

    public void OnPixels(Rect area, ReadOnlySpan<byte> payload) => PutSurfaceBits(area, payload, isPrimitive: false);

    public void OnSurface(int surfaceId, int width, int height, SurfaceFormat format, ImageItem? initial)
    {
        BeginOwn();
        _own.OnSurface(surfaceId, width, height, format, initial);
    }

    public void OnSurfaceGone(int surfaceId)
    {
        BeginOwn();
        _own.OnSurfaceGone(surfaceId);
    }

    public void OnDraw(DrawPart part)
    {
        switch (RdpBlits.OrderOf(part))
        {
            case RdpOrder.OpaqueRect:
                PutFill(part.SurfaceId, part.Area, part.Brush!.Color);
                break;
            case RdpOrder.ScrBlt:
                var source = part.Pixels!.Area;
                PutCopy(part.SurfaceId, part.Area, part.Rop, new Point(source.Left, source.Top));
                break;
            case RdpOrder.MemBlt:
                PutMemBlt(part);
                break;
            default:
                BeginOwn();
                _own.OnDraw(part);
                break;
        }
    }

    private void PutFill(int surface, Rect area, uint color)
    {
        SwitchTo(surface);
        ReadOnlySpan<int> fields =
        [
            area.Left,
            area.Top,
            area.Width,
            area.Height,
            (byte)(color >> 16),
            (byte)(color >> 8),
            (byte)color,
        ];
        _orders.Write(RdpOrder.OpaqueRect, fields, _output);
    }

    private void PutCopy(int surface, Rect area, RasterOp rop, Point source)
    {
        SwitchTo(surface);
        ReadOnlySpan<int> fields =
        [
            area.Left,
            area.Top,
            area.Width,
            area.Height,
            RdpBlits.CodeOf(rop),
            source.X,
            source.Y,
        ];
        _orders.Write(RdpOrder.ScrBlt, fields, _output);
    }

    private void PutMemBlt(DrawPart part)
    {
        var (cache, entry) = (RdpUpdates.SurfaceCache, part.Pixels!.SurfaceId);
        if (part.Pixels.Image is { } image)
        {
            cache = 0;
            entry = image.Form == ImageForm.Slot ? image.Slot : RdpUpdates.SentEntry;
            EnterOrders();
            PutBitmap(image);
        }

        SwitchTo(part.SurfaceId);
        ReadOnlySpan<int> fields =
        [
            cache,
            part.Area.Left,
            part.Area.Top,
            part.Area.Width,
            part.Area.Height,
            RdpBlits.CodeOf(part.Rop),
            part.Pixels.Area.Left,
            part.Pixels.Area.Top,
            entry,
        ];
        _orders.Write(RdpOrder.MemBlt, fields, _output);
    }

    // Nothing for a bitmap that the client has. The low byte of the extra flags says the form.
    private void PutBitmap(in ImageItem image)
    {
        if (image.Form == ImageForm.Slot)
        {
            return;
        }

        _output.Write<byte>([RdpUpdates.Secondary, 0, 0, (byte)image.Form, 0, 5]);
        PutWord(image.Width);
        PutWord(image.Height);
        PutLength(image.Payload.Length);
        PutZeros(2);
        PutPayload(image.Payload.Span);
        if (image.Form == ImageForm.Argb)
        {
            PutLength(image.Alpha.Length);
            PutPayload(image.Alpha.Span);
        }

        PutZeros(RdpUpdates.CellBytes(image.Width, image.Height));
    }

    private void PutSurfaceBits(Rect area, ReadOnlySpan<byte> payload, bool isPrimitive)
    {
        EnterSurfaceBits();
        PutWord(RdpUpdates.SetSurfaceBits);
        PutWord(area.Left);
        PutWord(area.Top);
        PutWord(area.Right);
        PutWord(area.Bottom);
        // Bits a pixel, flags, a reserved byte of which we make use, the codec.
        _output.Write<byte>([24, 0, isPrimitive ? (byte)1 : (byte)0, 0]);
        PutWord(area.Width);
        PutWord(area.Height);
        PutLength(payload.Length);
        PutPayload(payload);
    }

    private void SwitchTo(int surface)
    {
        EnterOrders();
        if (surface != _surface)
        {
            _output.Write<byte>([RdpUpdates.SwitchSurface]);
            PutWord(surface);
            _surface = surface;
        }
    }

    private void BeginOwn()
    {
        EnterOrders();
        _output.Write<byte>([RdpUpdates.OwnOrder]);
    }

    private void EnterOrders()
    {
        if (!_isInOrders)
        {
            _output.Write<byte>([RdpUpdates.OrdersUpdate]);
            PutZeros(RdpUpdates.HeaderBytes - 1 + RdpUpdates.OrderCountBytes);
            _isInOrders = true;
        }
    }

    private void EnterSurfaceBits()
    {
        if (_isInOrders)
        {
            _output.Write<byte>([RdpUpdates.SurfaceUpdate]);
            PutZeros(RdpUpdates.HeaderBytes - 1);
            _isInOrders = false;
        }
    }

    private void PutPayload(ReadOnlySpan<byte> payload)
    {
        _output.Write(payload);
        PutZeros(RdpUpdates.FragmentBytes(payload.Length));
    }

    private void PutWord(int value)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(_output.GetSpan(sizeof(ushort)), checked((ushort)value));
        _output.Advance(sizeof(ushort));
    }

    private void PutLength(int value)
    {
        BinaryPrimitives.WriteInt32LittleEndian(_output.GetSpan(sizeof(int)), value);
        _output.Advance(sizeof(int));
    }

    private void PutZeros(int count)
    {
        _output.GetSpan(count)[..count].Clear();
        _output.Advance(count);
    }
}
