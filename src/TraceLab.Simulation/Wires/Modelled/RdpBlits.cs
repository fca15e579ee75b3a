using TraceLab.Core.Commands;
using TraceLab.Core.Geometry;

namespace TraceLab.Simulation.Wires.Modelled;

/// <summary>Which parts of the general form are orders that RDP has.</summary>
internal static class RdpBlits
{
    /// <summary>The order that a part goes as; null for one of our own.</summary>
    public static RdpOrder? OrderOf(DrawPart part)
    {
        if (part.Clip is not null || part.Mask is not null || !Fits(part.Area) || !IsNamed(part.SurfaceId))
        {
            return null;
        }

        if (part is { Kind: CommandKind.Fill, Rop: RasterOp.Copy, Brush: { Pattern: null, Color: <= 0xFFFFFF } })
        {
            return RdpOrder.OpaqueRect;
        }

        if (part.Pixels is not { } source || !Fits(source.Area) || !IsSameSize(source.Area, part.Area))
        {
            return null;
        }

        return part.Kind switch
        {
            CommandKind.Copy when source.SurfaceId == part.SurfaceId => RdpOrder.ScrBlt,
            CommandKind.Copy when IsNamed(source.SurfaceId) => RdpOrder.MemBlt,
            CommandKind.Image when source.Image is { } image && (image.Form != ImageForm.Slot || IsNamed(image.Slot)) =>
                RdpOrder.MemBlt,
            _ => null,
        };
    }

    /// <summary>The part that an order stands for; its pixels come from where <paramref name="source"/> says.</summary>
    public static DrawPart PartOf(CommandKind kind, int surface, Rect area, int code, SourcePart source) =>
        new()
        {
            Kind = kind,
            SurfaceId = surface,
            Area = area,
            Rop = OperationOf(code),
            Pixels = source,
        };

    /// <summary>
    /// The ternary raster operation that is the same without a pattern: its index is pattern, source, destination, so both
    /// halves are the truth table, with the bits in the opposite order of <see cref="RasterOp"/>.
    /// </summary>
    public static int CodeOf(RasterOp operation) => Reversed((int)operation) * 0x11;

    /// <exception cref="InvalidDataException">The code asks for a pattern.</exception>
    public static RasterOp OperationOf(int code) =>
        code >> 4 == (code & 15)
            ? (RasterOp)Reversed(code & 15)
            : throw new InvalidDataException($"rdp wire: raster operation {code} needs a pattern");

    private static int Reversed(int bits) =>
        ((bits & 1) << 3) | ((bits & 2) << 1) | ((bits & 4) >> 1) | ((bits & 8) >> 3);

    private static bool IsNamed(int number) => number is >= 0 and < RdpUpdates.SentEntry;

    private static bool IsSameSize(Rect one, Rect other) => one.Width == other.Width && one.Height == other.Height;

    private static bool Fits(Rect area) =>
        FitsWord(area.Left) && FitsWord(area.Top) && FitsWord(area.Width) && FitsWord(area.Height);

    private static bool FitsWord(int value) => value == (short)value;
}
