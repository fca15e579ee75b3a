using System.Buffers.Binary;
using TraceLab.Core.Commands;
using TraceLab.Core.Geometry;
using TraceLab.Core.Pixels;

namespace TraceLab.Simulation.Wires.Modelled;

/// <summary>Reads one frame that a <see cref="RdpWriter"/> made.</summary>
internal ref struct RdpReader(ReadOnlySpan<byte> frame, IFrameSink sink)
{
    private readonly IFrameSink _sink = sink;
    private readonly PaddedParts _own = new(sink, new RdpLengths());
    private readonly RdpOrders _orders = new();
    private VarintReader _rest = new(frame);
    private ImageItem? _sent;
    private int _surface;

    public void ReadAll()
    {
        _rest.NextBytes(RdpUpdates.PduBytes);
        var isInOrders = false;
        while (!_rest.AtEnd)
        {
            var first = _rest.NextByte();
            if (first is RdpUpdates.OrdersUpdate or RdpUpdates.SurfaceUpdate)
            {
                isInOrders = first == RdpUpdates.OrdersUpdate;
                _rest.NextBytes(RdpUpdates.HeaderBytes - 1 + (isInOrders ? RdpUpdates.OrderCountBytes : 0));
            }
            else if (isInOrders)
            {
                ReadOrder(first);
            }
            else
            {
                ReadSurfaceBits(first);
            }
        }
    }

    private void ReadOrder(byte control)
    {
        switch (control)
        {
            case RdpUpdates.OwnOrder:
                _own.ReadOne(ref _rest);
                break;
            case RdpUpdates.SwitchSurface:
                _surface = NextWord();
                break;
            case RdpUpdates.Secondary:
                ReadBitmap();
                break;
            default:
                ReadPrimary(control);
                break;
        }
    }

    private void ReadPrimary(byte control)
    {
        if ((control & RdpOrders.Standard) == 0)
        {
            throw new InvalidDataException($"rdp wire: unknown control byte {control}");
        }

        var order = (control & RdpOrders.TypeChange) == 0 ? _orders.Last : (RdpOrder)_rest.NextByte();
        var fields = RdpOrders.FieldsOf(order);
        var values = _orders.ValuesOf(order);
        var flagBytes = RdpOrders.FlagBytes(fields.Length) - (control >> RdpOrders.ZeroBytesShift);
        var changed = NextNumber(Math.Max(0, flagBytes));
        for (var i = 0; i < fields.Length; i++)
        {
            if ((changed & (1 << i)) == 0)
            {
                continue;
            }

            var isDifference = fields[i].IsCoordinate && (control & RdpOrders.Differences) != 0;
            values[i] =
                isDifference ? values[i] + (sbyte)_rest.NextByte()
                : fields[i].IsCoordinate ? (short)NextWord()
                : NextNumber(fields[i].Bytes);
        }

        _orders.Last = order;
        Hand(order, values);
    }

    private readonly void Hand(RdpOrder order, ReadOnlySpan<int> values)
    {
        switch (order)
        {
            case RdpOrder.OpaqueRect:
                HandFill(AreaOf(values), ((uint)values[4] << 16) | ((uint)values[5] << 8) | (uint)values[6]);
                break;
            case RdpOrder.ScrBlt:
                HandCopy(AreaOf(values), values[4], values[5], values[6]);
                break;
            default:
                HandMemBlt(AreaOf(values[1..]), values);
                break;
        }
    }

    private readonly void HandFill(Rect area, uint color)
    {
        if (_surface == Surface.ScreenId)
        {
            _sink.OnFill(area, [], color);
            return;
        }

        _sink.OnDraw(
            new DrawPart
            {
                Kind = CommandKind.Fill,
                SurfaceId = _surface,
                Area = area,
                Brush = new BrushPart(color, null, default),
            }
        );
    }

    private readonly void HandCopy(Rect area, int code, int x, int y)
    {
        if (_surface == Surface.ScreenId && code == RdpBlits.CodeOf(RasterOp.Copy))
        {
            _sink.OnCopy(area, [], new Point(x, y));
            return;
        }

        var source = new SourcePart(null, _surface, Rect.FromSize(x, y, area.Width, area.Height));
        _sink.OnDraw(RdpBlits.PartOf(CommandKind.Copy, _surface, area, code, source));
    }

    private readonly void HandMemBlt(Rect area, ReadOnlySpan<int> values)
    {
        var (cache, entry) = (values[0], values[^1]);
        var read = Rect.FromSize(values[6], values[7], area.Width, area.Height);
        if (cache == RdpUpdates.SurfaceCache)
        {
            var surface = new SourcePart(null, entry, read);
            _sink.OnDraw(RdpBlits.PartOf(CommandKind.Copy, _surface, area, values[5], surface));
            return;
        }

        var image =
            entry != RdpUpdates.SentEntry
                ? ImageItem.Named(entry)
                : _sent ?? throw new InvalidDataException("rdp wire: no bitmap was sent");
        _sink.OnDraw(RdpBlits.PartOf(CommandKind.Image, _surface, area, values[5], new SourcePart(image, -1, read)));
    }

    private void ReadBitmap()
    {
        var form = (ImageForm)_rest.NextBytes(5)[2];
        var (width, height) = (NextWord(), NextWord());
        var length = NextLength();
        _rest.NextBytes(2);
        var payload = NextPayload(length).ToArray();
        _sent = new ImageItem
        {
            Form = form,
            Width = width,
            Height = height,
            Payload = payload,
            Alpha = form == ImageForm.Argb ? NextPayload(NextLength()).ToArray() : default,
        };
        if (!Surface.IsValidSize(width, height))
        {
            throw new InvalidDataException($"rdp wire: a bitmap of {width}x{height} is out of limits");
        }

        _rest.NextBytes(RdpUpdates.CellBytes(width, height));
    }

    private void ReadSurfaceBits(byte first)
    {
        if (first != RdpUpdates.SetSurfaceBits)
        {
            throw new InvalidDataException($"rdp wire: unknown surface command {first}");
        }

        _rest.NextByte();
        var area = new Rect(NextWord(), NextWord(), NextWord(), NextWord());
        var isPrimitive = _rest.NextBytes(4)[2] != 0;
        _rest.NextBytes(4);
        var payload = NextPayload(NextLength());
        if (isPrimitive)
        {
            _sink.OnImage(area, [], payload);
        }
        else
        {
            _sink.OnPixels(area, payload);
        }
    }

    private static Rect AreaOf(ReadOnlySpan<int> values) => Rect.FromSize(values[0], values[1], values[2], values[3]);

    private ReadOnlySpan<byte> NextPayload(int length)
    {
        var payload = _rest.NextBytes(length);
        _rest.NextBytes(RdpUpdates.FragmentBytes(length));
        return payload;
    }

    private int NextWord() => BinaryPrimitives.ReadUInt16LittleEndian(_rest.NextBytes(sizeof(ushort)));

    private int NextLength()
    {
        var length = BinaryPrimitives.ReadInt32LittleEndian(_rest.NextBytes(sizeof(int)));
        return length >= 0 ? length : throw new InvalidDataException("rdp wire: a length beyond the frame");
    }

    private int NextNumber(int bytes)
    {
        var value = 0;
        foreach (var (index, part) in _rest.NextBytes(bytes).ToArray().Index())
        {
            value |= part << (8 * index);
        }

        return value;
    }
}
