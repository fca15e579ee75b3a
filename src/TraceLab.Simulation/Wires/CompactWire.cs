using System.Numerics;
using TraceLab.Core.Commands;
using TraceLab.Core.Geometry;
using TraceLab.Core.Pixels;

namespace TraceLab.Simulation.Wires;

/// <summary>
/// TraceLab's own dense format and the default. Numbers are varints (7 bits a byte, low bits first), signed ones zigzag.
/// Frame: flags and counts, then parts: one operation byte, left and top as differences from the part before, width,
/// height, then what the operation needs: a fill 3 bytes of colour, a copy the signed way from destination to source, an
/// image or pixels the payload's length, any other primitive its <see cref="PartFields"/>. Bit 3 of the operation announces
/// a clip list. A surface has its number, size, format and perhaps an image instead of an area.
/// </summary>
public sealed class CompactWire : IWire
{
    internal const byte ClipFlag = 8;
    internal const byte FillOperation = 1;
    internal const byte CopyOperation = 2;
    internal const byte ImageOperation = 3;
    internal const byte PixelsOperation = 4;
    internal const byte DrawOperation = 5;
    internal const byte SurfaceOperation = 6;
    internal const byte SurfaceGoneOperation = 7;

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

    public IFrameWriter CreateWriter() => new CompactWriter();

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

    internal static void ReadPart(ref VarintReader reader, IFrameSink sink, ref Point before)
    {
        var operation = reader.NextByte();
        if (operation is SurfaceOperation or SurfaceGoneOperation)
        {
            ReadSurface(ref reader, sink, operation);
            return;
        }

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
            case DrawOperation:
                sink.OnDraw(PartFields.Read(ref reader, area, clip));
                break;
            case PixelsOperation:
                sink.OnPixels(area, reader.NextBytes(reader.NextCount()));
                break;
            default:
                throw new InvalidDataException($"compact wire: unknown operation {operation}");
        }
    }

    private static void ReadSurface(ref VarintReader reader, IFrameSink sink, byte operation)
    {
        var id = reader.NextSigned();
        if (operation == SurfaceGoneOperation)
        {
            sink.OnSurfaceGone(id);
            return;
        }

        var (width, height) = (reader.NextCount(), reader.NextCount());
        var format = (SurfaceFormat)reader.NextByte();
        sink.OnSurface(id, width, height, format, reader.NextByte() == 0 ? null : PartFields.ReadImage(ref reader));
    }

    private static int Length(int value) => 1 + (BitOperations.Log2((uint)value | 1) / 7);
}
