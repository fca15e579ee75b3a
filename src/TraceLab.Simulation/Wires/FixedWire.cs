using TraceLab.Core.Commands;
using TraceLab.Core.Geometry;
using TraceLab.Core.Pixels;

namespace TraceLab.Simulation.Wires;

/// <summary>
/// The patent's arithmetic: fields of 32 bits, little-endian, so that a copy is six of them, 24 bytes. The first field of a
/// part carries its operation in the top byte and x below it. Frame header: primitives, rectangles (with a flag for a screen).
/// Fill: x y w h colour. Copy: x y w h sourceX sourceY. Image and pixels: x y w h length, then the payload. A clipped
/// primitive is followed by the number of rectangles and four fields each. Any other primitive has an operation field, its
/// area, its clip list and its <see cref="PartFields"/>, a field each; images are padded to whole fields.
/// </summary>
public sealed class FixedWire : IWire
{
    internal const int FieldBytes = 4;
    internal const uint ScreenFlag = 0x80000000;
    internal const uint ClipFlag = 0x80;
    internal const uint FillOperation = 1;
    internal const uint CopyOperation = 2;
    internal const uint ImageOperation = 3;
    internal const uint PixelsOperation = 4;
    internal const uint DrawOperation = 5;
    internal const uint SurfaceOperation = 6;
    internal const uint SurfaceGoneOperation = 7;

    public string Name => "fixed";

    public string Description => "the patent's arithmetic: 32-bit fields, a copy is 24 bytes";

    public int PrimitiveHeaderBytes(CommandKind kind, Rect area, int clipRectangles, int payloadBytes) =>
        FieldBytes * ((kind == CommandKind.Copy ? 6 : 5) + (clipRectangles == 0 ? 0 : 1 + (4 * clipRectangles)));

    public IFrameWriter CreateWriter() => new FixedWriter();

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
        if ((operation & ~ClipFlag) >= DrawOperation)
        {
            ReadGeneral(ref reader, sink, operation);
            return;
        }

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

    private static void ReadGeneral(ref FieldReader reader, IFrameSink sink, uint operation)
    {
        switch (operation & ~ClipFlag)
        {
            case DrawOperation:
                var area = Rect.FromSize(
                    (int)reader.Next(),
                    (int)reader.Next(),
                    (int)reader.Next(),
                    (int)reader.Next()
                );
                var clip = (operation & ClipFlag) == 0 ? [] : reader.NextRects();
                sink.OnDraw(PartFields.Read(ref reader, area, clip));
                break;
            case SurfaceOperation:
                var (id, width, height) = ((int)reader.Next(), (int)reader.Next(), (int)reader.Next());
                var format = (SurfaceFormat)reader.Next();
                sink.OnSurface(id, width, height, format, reader.Next() == 0 ? null : PartFields.ReadImage(ref reader));
                break;
            case SurfaceGoneOperation:
                sink.OnSurfaceGone((int)reader.Next());
                break;
            default:
                throw new InvalidDataException($"fixed wire: unknown operation {operation}");
        }
    }
}
