using System.Buffers.Binary;
using TraceLab.Core.Commands;
using TraceLab.Core.Geometry;
using TraceLab.Core.Pixels;
using TraceLab.Simulation.Client;
using TraceLab.Simulation.Codecs;
using TraceLab.Simulation.Codecs.Hextile;
using TraceLab.Simulation.Codecs.Tight;
using TraceLab.Simulation.Codecs.Zrle;

namespace TraceLab.Simulation.Wires.Rfb;

/// <summary>
/// RFB 3.8 as RFC 6143 has it: a frame is one FramebufferUpdate message (section 7.6.1), or several where rectangles are more
/// than a message can count. A copy is a CopyRect (16 bytes), a fill an RRE rectangle without subrectangles (20 bytes), and
/// images and pixels are rectangles in the encoding of the codec's name. A new screen is a DesktopSize rectangle, then
/// black, because RFB leaves the content of a new screen open. Any VNC viewer decodes it once both sides agreed on 32 bits a
/// pixel, little-endian, blue in the low byte.
/// </summary>
public sealed class RfbWire : IWire
{
    internal const byte FramebufferUpdate = 0;
    internal const int MostRectangles = ushort.MaxValue;
    internal const int PixelBytes = 4;
    internal const uint ColorBits = 0x00FFFFFF;

    private const int AreaBytes = 8;
    private const int CopyBytes = AreaBytes + 8;
    private const int FillBytes = AreaBytes + 12;

    private static readonly RfbCodec s_raw = new(RfbEncoding.Raw, new RfbRawCodec());
    private static readonly RfbCodec s_hextile = new(RfbEncoding.Hextile, new HextileCodec(PixelBytes));
    private static readonly RfbCodec s_zrle = new(RfbEncoding.Zrle, new ZrleCodec());
    private static readonly RfbCodec s_tight = new(RfbEncoding.Tight, new TightCodec());

    public string Name => "rfb";

    public string Description =>
        "RFB 3.8 as VNC viewers read it: CopyRect, RRE for fills, and for pixels the encoding that --codec names: raw, hextile, zrle or tight";

    public BlockLimit BlockLimit => TightCodec.Limit;

    public IPixelCodec? Carry(IPixelCodec codec) =>
        codec switch
        {
            RawCodec => s_raw,
            HextileCodec => s_hextile,
            ZrleCodec => s_zrle,
            TightCodec => s_tight,
            _ => null,
        };

    public ClientProfile Limit(ClientProfile profile) =>
        new()
        {
            Name = profile.Name,
            Description = profile.Description,
            Copy = profile.Copy,
            Fill = profile.Fill,
            Image = profile.Image,
            ClipLists = false,
        };

    public int PrimitiveHeaderBytes(CommandKind kind, Rect area, int clipRectangles, int payloadBytes) =>
        Math.Max(1, clipRectangles)
        * kind switch
        {
            CommandKind.Copy => CopyBytes,
            CommandKind.Fill => FillBytes,
            _ => AreaBytes,
        };

    public IFrameWriter CreateWriter() => new RfbWriter();

    public void Read(ReadOnlySpan<byte> frame, IFrameSink sink)
    {
        var reader = new RfbReader(frame);
        do
        {
            ReadUpdate(ref reader, sink);
        } while (!reader.AtEnd);
    }

    private static void ReadUpdate(ref RfbReader reader, IFrameSink sink)
    {
        if (reader.NextBytes(2)[0] != FramebufferUpdate)
        {
            throw new InvalidDataException("rfb wire: no FramebufferUpdate message");
        }

        for (var left = reader.NextUInt16(); left > 0; left--)
        {
            ReadRectangle(ref reader, sink);
        }
    }

    private static void ReadRectangle(ref RfbReader reader, IFrameSink sink)
    {
        var area = Rect.FromSize(reader.NextUInt16(), reader.NextUInt16(), reader.NextUInt16(), reader.NextUInt16());
        switch (reader.PeekEncoding())
        {
            case RfbEncoding.DesktopSize:
                reader.NextUInt32();
                sink.OnScreen(area.Width, area.Height, SurfaceFormat.Xrgb32);
                break;
            case RfbEncoding.CopyRect:
                reader.NextUInt32();
                sink.OnCopy(area, [], new Point(reader.NextUInt16(), reader.NextUInt16()));
                break;
            case RfbEncoding.Rre:
                reader.NextUInt32();
                ReadFill(ref reader, sink, area);
                break;
            default:
                sink.OnPixels(area, reader.NextPixels(area));
                break;
        }
    }

    private static void ReadFill(ref RfbReader reader, IFrameSink sink, Rect area)
    {
        if (reader.NextUInt32() is > 0 and var subrectangles)
        {
            throw new InvalidDataException($"rfb wire: expected no subrectangles, found {subrectangles}");
        }

        sink.OnFill(area, [], BinaryPrimitives.ReadUInt32LittleEndian(reader.NextBytes(PixelBytes)));
    }
}
