using TraceLab.Core.Faults;

namespace TraceLab.Capture.X11.Protocol;

/// <summary>How ZPixmap images of a depth lie in memory: bits of a pixel, and the bits that a row is padded to.</summary>
public readonly record struct PixmapFormat(byte Depth, byte BitsPerPixel, byte RowPadBits);

/// <summary>A visual of a screen, with the depth it belongs to.</summary>
public readonly record struct Visual(uint Id, byte Depth, byte Class, uint RedMask, uint GreenMask, uint BlueMask);

/// <summary>
/// What a server says to a new connection (X protocol, "Connection Setup"). Only the first screen is kept: the servers that
/// TraceLab records have no other.
/// </summary>
public sealed record ServerSetup
{
    private const int FixedBytes = 40;
    private const int ScreenBytes = 40;
    private const int VisualBytes = 24;

    public required uint ResourceBase { get; init; }

    public required uint ResourceMask { get; init; }

    /// <summary>Bit and byte order of images, as the recorded server has them.</summary>
    public required bool ImagesAreBigEndian { get; init; }

    public required uint Root { get; init; }

    public required uint DefaultColormap { get; init; }

    public required uint RootVisual { get; init; }

    public required byte RootDepth { get; init; }

    public required int Width { get; init; }

    public required int Height { get; init; }

    public required uint WhitePixel { get; init; }

    public required uint BlackPixel { get; init; }

    public required IReadOnlyList<PixmapFormat> Formats { get; init; }

    public required IReadOnlyList<Visual> Visuals { get; init; }

    /// <summary>The whole reply, as it was on the wire.</summary>
    public required byte[] Bytes { get; init; }

    /// <exception cref="InputFaultException">The reply is no success, or too short for what it announces.</exception>
    public static ServerSetup Parse(byte[] reply, bool isBigEndian = false)
    {
        var setup = new WireBytes(reply, isBigEndian);
        var vendorBytes = (setup.U16(24) + 3) & ~3;
        var formats = setup.U8(29);
        var screen = FixedBytes + vendorBytes + (formats * 8);
        var announced = 8 + (setup.U16(6) * 4);
        if (setup.U8(0) != 1 || setup.U8(28) == 0 || reply.Length < announced || reply.Length < screen + ScreenBytes)
        {
            throw new InputFaultException(
                "damaged setup reply of an X server",
                expected: $"a success of {Math.Max(announced, screen + ScreenBytes)} bytes with a screen",
                found: $"type {setup.U8(0)}, {setup.U8(28)} screens, {reply.Length} bytes"
            );
        }

        return new ServerSetup
        {
            ResourceBase = setup.U32(12),
            ResourceMask = setup.U32(16),
            ImagesAreBigEndian = setup.U8(30) != 0,
            Root = setup.U32(screen),
            DefaultColormap = setup.U32(screen + 4),
            WhitePixel = setup.U32(screen + 8),
            BlackPixel = setup.U32(screen + 12),
            Width = setup.U16(screen + 20),
            Height = setup.U16(screen + 22),
            RootVisual = setup.U32(screen + 32),
            RootDepth = setup.U8(screen + 38),
            Formats = FormatsOf(setup.From(FixedBytes + vendorBytes), formats),
            Visuals = VisualsOf(setup.From(screen + ScreenBytes), setup.U8(screen + 39)),
            Bytes = reply,
        };
    }

    private static PixmapFormat[] FormatsOf(WireBytes list, int count)
    {
        var formats = new PixmapFormat[count];
        for (var i = 0; i < count; i++)
        {
            formats[i] = new PixmapFormat(list.U8(i * 8), list.U8((i * 8) + 1), list.U8((i * 8) + 2));
        }

        return formats;
    }

    private static List<Visual> VisualsOf(WireBytes list, int depths)
    {
        var visuals = new List<Visual>();
        var at = 0;
        for (var d = 0; d < depths && at < list.Length; d++)
        {
            var depth = list.U8(at);
            var count = list.U16(at + 2);
            at += 8;
            for (var i = 0; i < count && at < list.Length; i++, at += VisualBytes)
            {
                visuals.Add(
                    new Visual(
                        list.U32(at),
                        depth,
                        list.U8(at + 4),
                        list.U32(at + 8),
                        list.U32(at + 12),
                        list.U32(at + 16)
                    )
                );
            }
        }

        return visuals;
    }
}
