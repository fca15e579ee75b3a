using System.Buffers;
using System.Buffers.Binary;
using TraceLab.Core.Commands;
using TraceLab.Core.Geometry;
using TraceLab.Core.Pixels;

namespace TraceLab.Simulation.Wires;

/// <summary>
/// The patent's arithmetic: fields of 32 bits, little-endian, so that a copy is six of them, 24 bytes. The first field of a
/// part carries its operation in the top byte and x below it. Frame header: primitives, rectangles (with a flag for a screen).
/// Fill: x y w h colour. Copy: x y w h sourceX sourceY. Image and pixels: x y w h length, then the payload. A clipped
/// primitive is followed by the number of rectangles and four fields each.
/// </summary>
public sealed class FixedWire : IWire
{
    private const int FieldBytes = 4;
    private const uint ScreenFlag = 0x80000000;
    private const uint ClipFlag = 0x80;
    private const uint FillOperation = 1;
    private const uint CopyOperation = 2;
    private const uint ImageOperation = 3;
    private const uint PixelsOperation = 4;

    public string Name => "fixed";

    public string Description => "the patent's arithmetic: 32-bit fields, a copy is 24 bytes";

    public int PrimitiveHeaderBytes(CommandKind kind, Rect area, int clipRectangles, int payloadBytes) =>
        FieldBytes * ((kind == CommandKind.Copy ? 6 : 5) + (clipRectangles == 0 ? 0 : 1 + (4 * clipRectangles)));

    public IFrameWriter CreateWriter() => new Writer();

    public void Read(ReadOnlySpan<byte> frame, IFrameSink sink)
    {
        var reader = new FieldReader(frame);
        var primitives = reader.Next();
        var rectangles = reader.Next();
        if ((primitives & ScreenFlag) != 0)
        {
            sink.OnScreen((int)reader.Next(), (int)reader.Next(), (SurfaceFormat)reader.Next());
        }

        for (var i = 0u; i < (primitives & ~ScreenFlag); i++)
        {
            ReadPart(ref reader, sink);
        }

        for (var i = 0u; i < rectangles; i++)
        {
            ReadPart(ref reader, sink);
        }

        if (!reader.AtEnd)
        {
            throw new InvalidDataException("fixed wire: bytes after the last rectangle");
        }
    }

    private static void ReadPart(ref FieldReader reader, IFrameSink sink)
    {
        var first = reader.Next();
        var operation = first >> 24;
        var area = Rect.FromSize((int)(first & 0xFFFFFF), (int)reader.Next(), (int)reader.Next(), (int)reader.Next());
        var a = reader.Next();
        var b = (operation & ~ClipFlag) == CopyOperation ? reader.Next() : 0;
        var clip = (operation & ClipFlag) == 0 ? [] : reader.NextRects();
        switch (operation & ~ClipFlag)
        {
            case FillOperation:
                sink.OnFill(area, clip, a);
                break;
            case CopyOperation:
                sink.OnCopy(area, clip, new Point((int)a, (int)b));
                break;
            case ImageOperation:
                sink.OnImage(area, clip, reader.NextBytes(a));
                break;
            case PixelsOperation:
                sink.OnPixels(area, reader.NextBytes(a));
                break;
            default:
                throw new InvalidDataException($"fixed wire: unknown operation {operation}");
        }
    }

    private sealed class Writer : IFrameWriter
    {
        private ArrayBufferWriter<byte> _output = new();

        public void Begin(ArrayBufferWriter<byte> output, bool hasScreen, int primitives, int rectangles)
        {
            _output = output;
            Put((uint)primitives | (hasScreen ? ScreenFlag : 0));
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
            PutArea(FillOperation, area, clip);
            Put(color);
            PutClip(clip);
        }

        public void OnCopy(Rect area, ReadOnlySpan<Rect> clip, Point source)
        {
            PutArea(CopyOperation, area, clip);
            Put((uint)source.X);
            Put((uint)source.Y);
            PutClip(clip);
        }

        public void OnImage(Rect area, ReadOnlySpan<Rect> clip, ReadOnlySpan<byte> payload)
        {
            PutArea(ImageOperation, area, clip);
            Put((uint)payload.Length);
            PutClip(clip);
            _output.Write(payload);
        }

        public void OnPixels(Rect area, ReadOnlySpan<byte> payload)
        {
            PutArea(PixelsOperation, area, []);
            Put((uint)payload.Length);
            _output.Write(payload);
        }

        private void PutArea(uint operation, Rect area, ReadOnlySpan<Rect> clip)
        {
            Put(((operation | (clip.IsEmpty ? 0 : ClipFlag)) << 24) | (uint)area.Left);
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
            BinaryPrimitives.WriteUInt32LittleEndian(_output.GetSpan(FieldBytes), field);
            _output.Advance(FieldBytes);
        }
    }

    private ref struct FieldReader(ReadOnlySpan<byte> rest)
    {
        private ReadOnlySpan<byte> _rest = rest;

        public readonly bool AtEnd => _rest.IsEmpty;

        public uint Next() => BinaryPrimitives.ReadUInt32LittleEndian(NextBytes(FieldBytes));

        public ReadOnlySpan<byte> NextBytes(uint length)
        {
            if (length > (uint)_rest.Length)
            {
                throw new InvalidDataException($"fixed wire: expected {length} more bytes, found {_rest.Length}");
            }

            var bytes = _rest[..(int)length];
            _rest = _rest[(int)length..];
            return bytes;
        }

        public Rect[] NextRects()
        {
            var count = Next();
            if (count > (uint)_rest.Length / (4 * FieldBytes))
            {
                throw new InvalidDataException($"fixed wire: {count} clip rectangles do not fit into the frame");
            }

            var rects = new Rect[count];
            for (var i = 0; i < rects.Length; i++)
            {
                rects[i] = new Rect((int)Next(), (int)Next(), (int)Next(), (int)Next());
            }

            return rects;
        }
    }
}
