using System.Buffers;
using System.Numerics;
using TraceLab.Core.Commands;
using TraceLab.Core.Geometry;
using TraceLab.Core.Pixels;

namespace TraceLab.Simulation.Wires;

/// <summary>
/// TraceLab's own dense format and the default. Numbers are varints (7 bits a byte, low bits first), signed ones zigzag.
/// Frame: flags and counts, then parts: one operation byte, left and top as differences from the part before, width,
/// height, then what the operation needs: a fill 3 bytes of colour, a copy the signed way from destination to source, an
/// image or pixels the payload's length. Bit 3 of the operation announces a clip list.
/// </summary>
public sealed class CompactWire : IWire
{
    private const byte ClipFlag = 8;
    private const byte FillOperation = 1;
    private const byte CopyOperation = 2;
    private const byte ImageOperation = 3;
    private const byte PixelsOperation = 4;

    public string Name => "compact";

    public string Description => "TraceLab's own dense format: varints and coordinate differences";

    public int PrimitiveHeaderBytes(CommandKind kind, Rect area, int clipRectangles, int payloadBytes)
    {
        var bytes =
            1 + Length(area.Width) + Length(area.Height) + 4 + (clipRectangles == 0 ? 0 : 1 + (6 * clipRectangles));
        return kind switch
        {
            CommandKind.Fill => bytes + 3,
            CommandKind.Copy => bytes + 2,
            _ => bytes + Length(payloadBytes),
        };
    }

    public IFrameWriter CreateWriter() => new Writer();

    public void Read(ReadOnlySpan<byte> frame, IFrameSink sink)
    {
        var reader = new VarintReader(frame);
        var primitives = reader.NextCount();
        var hasScreen = (primitives & 1) != 0;
        var parts = (primitives >> 1) + reader.NextCount();
        if (hasScreen)
        {
            sink.OnScreen(reader.NextCount(), reader.NextCount(), (SurfaceFormat)reader.NextByte());
        }

        var before = default(Point);
        for (var i = 0; i < parts; i++)
        {
            ReadPart(ref reader, sink, ref before);
        }

        if (!reader.AtEnd)
        {
            throw new InvalidDataException("compact wire: bytes after the last rectangle");
        }
    }

    private static void ReadPart(ref VarintReader reader, IFrameSink sink, ref Point before)
    {
        var operation = reader.NextByte();
        before = new Point(before.X + reader.NextSigned(), before.Y + reader.NextSigned());
        var area = Rect.FromSize(before.X, before.Y, reader.NextCount(), reader.NextCount());
        var clip = (operation & ClipFlag) == 0 ? [] : reader.NextRects(before);
        switch (operation & ~ClipFlag)
        {
            case FillOperation:
                sink.OnFill(
                    area,
                    clip,
                    reader.NextByte() | ((uint)reader.NextByte() << 8) | ((uint)reader.NextByte() << 16)
                );
                break;
            case CopyOperation:
                sink.OnCopy(area, clip, new Point(before.X + reader.NextSigned(), before.Y + reader.NextSigned()));
                break;
            case ImageOperation:
                sink.OnImage(area, clip, reader.NextBytes(reader.NextCount()));
                break;
            case PixelsOperation:
                sink.OnPixels(area, reader.NextBytes(reader.NextCount()));
                break;
            default:
                throw new InvalidDataException($"compact wire: unknown operation {operation}");
        }
    }

    private static int Length(int value) => 1 + (BitOperations.Log2((uint)value | 1) / 7);

    private sealed class Writer : IFrameWriter
    {
        private ArrayBufferWriter<byte> _output = new();
        private Point _before;

        public void Begin(ArrayBufferWriter<byte> output, bool hasScreen, int primitives, int rectangles)
        {
            _output = output;
            _before = default;
            Put((uint)(primitives << 1) | (hasScreen ? 1u : 0));
            Put((uint)rectangles);
        }

        public void OnScreen(int width, int height, SurfaceFormat format)
        {
            Put((uint)width);
            Put((uint)height);
            PutByte((byte)format);
        }

        public void OnFill(Rect area, ReadOnlySpan<Rect> clip, uint color)
        {
            PutArea(FillOperation, area, clip);
            PutByte((byte)color);
            PutByte((byte)(color >> 8));
            PutByte((byte)(color >> 16));
        }

        public void OnCopy(Rect area, ReadOnlySpan<Rect> clip, Point source)
        {
            PutArea(CopyOperation, area, clip);
            PutSigned(source.X - area.Left);
            PutSigned(source.Y - area.Top);
        }

        public void OnImage(Rect area, ReadOnlySpan<Rect> clip, ReadOnlySpan<byte> payload)
        {
            PutArea(ImageOperation, area, clip);
            PutPayload(payload);
        }

        public void OnPixels(Rect area, ReadOnlySpan<byte> payload)
        {
            PutArea(PixelsOperation, area, []);
            PutPayload(payload);
        }

        private void PutArea(byte operation, Rect area, ReadOnlySpan<Rect> clip)
        {
            PutByte((byte)(operation | (clip.IsEmpty ? 0 : ClipFlag)));
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

        private void PutSigned(int value) => Put((uint)((value << 1) ^ (value >> 31)));

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

        private void PutByte(byte value)
        {
            _output.GetSpan(1)[0] = value;
            _output.Advance(1);
        }
    }

    private ref struct VarintReader(ReadOnlySpan<byte> rest)
    {
        private ReadOnlySpan<byte> _rest = rest;

        public readonly bool AtEnd => _rest.IsEmpty;

        public byte NextByte() => NextBytes(1)[0];

        public int NextCount()
        {
            uint value = 0;
            for (var shift = 0; shift < 35; shift += 7)
            {
                var next = NextByte();
                value |= (uint)(next & 0x7F) << shift;
                if (next < 0x80)
                {
                    return value <= int.MaxValue
                        ? (int)value
                        : throw new InvalidDataException("compact wire: number too large");
                }
            }

            throw new InvalidDataException("compact wire: number without end");
        }

        public int NextSigned()
        {
            var value = NextCount();
            return (value >> 1) ^ -(value & 1);
        }

        public ReadOnlySpan<byte> NextBytes(int length)
        {
            if (length > _rest.Length)
            {
                throw new InvalidDataException($"compact wire: expected {length} more bytes, found {_rest.Length}");
            }

            var bytes = _rest[..length];
            _rest = _rest[length..];
            return bytes;
        }

        public Rect[] NextRects(Point origin)
        {
            var count = NextCount();
            if (count > _rest.Length / 4)
            {
                throw new InvalidDataException($"compact wire: {count} clip rectangles do not fit into the frame");
            }

            var rects = new Rect[count];
            for (var i = 0; i < count; i++)
            {
                rects[i] = Rect.FromSize(origin.X + NextSigned(), origin.Y + NextSigned(), NextSigned(), NextSigned());
            }

            return rects;
        }
    }
}
