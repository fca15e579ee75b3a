using TraceLab.Core.Commands;

namespace TraceLab.Capture.Spice;

/// <summary>Rop descriptors to raster operations, in the order of precedence of the SPICE canvas.</summary>
public static class SpiceRops
{
    /// <summary>An image over the surface.</summary>
    public static RasterOp OfImage(SpiceRop rop) => Of(rop, SpiceRop.InvertSource, SpiceRop.InvertDestination);

    /// <summary>A brush over the surface.</summary>
    public static RasterOp OfBrush(SpiceRop rop) => Of(rop, SpiceRop.InvertBrush, SpiceRop.InvertDestination);

    /// <summary>OPAQUE: a brush over the image that was just copied, which the descriptor calls the source.</summary>
    public static RasterOp OfBrushOverImage(SpiceRop rop) => Of(rop, SpiceRop.InvertBrush, SpiceRop.InvertSource);

    // The number of a raster operation is its truth table (see RasterOp), so it is filled in entry by entry.
    private static RasterOp Of(SpiceRop rop, SpiceRop invertSource, SpiceRop invertDestination)
    {
        var table = 0;
        for (var entry = 0; entry < 4; entry++)
        {
            var source = (entry & 2) == 0 ^ rop.HasFlag(invertSource);
            var destination = (entry & 1) == 0 ^ rop.HasFlag(invertDestination);
            if (Result(rop, source, destination, (entry & 2) == 0, (entry & 1) == 0))
            {
                table |= 1 << entry;
            }
        }

        return (RasterOp)table;
    }

    // The raw inputs are those before inversion; only the four combining operations look at the inverted ones.
    private static bool Result(SpiceRop rop, bool source, bool destination, bool rawSource, bool rawDestination)
    {
        var inverted = rop.HasFlag(SpiceRop.InvertResult);
        return rop switch
        {
            _ when rop.HasFlag(SpiceRop.Put) => source ^ inverted,
            _ when rop.HasFlag(SpiceRop.Or) => (source || destination) ^ inverted,
            _ when rop.HasFlag(SpiceRop.And) => (source && destination) ^ inverted,
            _ when rop.HasFlag(SpiceRop.Xor) => source ^ destination ^ inverted,
            _ when rop.HasFlag(SpiceRop.Blackness) => false,
            _ when rop.HasFlag(SpiceRop.Whiteness) => true,
            _ when rop.HasFlag(SpiceRop.Invert) => !rawDestination,
            _ => rawSource,
        };
    }
}
