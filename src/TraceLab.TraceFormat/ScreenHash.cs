using System.IO.Hashing;
using System.Runtime.InteropServices;
using TraceLab.Core.Geometry;
using TraceLab.Core.Pixels;

namespace TraceLab.TraceFormat;

/// <summary>
/// The hash that a <see cref="Core.Commands.Checkpoint"/> holds: XxHash3 (64 bits, seed 0) over rows from the top, 4 bytes
/// a pixel, blue, green, red and alpha; the fourth byte is 0 where the surface has no alpha (hazard H9).
/// </summary>
public static class ScreenHash
{
    /// <summary>The hash of a whole surface.</summary>
    public static ulong Of(Surface surface) => Of(surface, surface.Bounds);

    /// <summary>The hash of the part of <paramref name="area"/> that lies inside the surface.</summary>
    public static ulong Of(Surface surface, Rect area)
    {
        var inside = area.Intersect(surface.Bounds);
        var hash = new XxHash3();
        for (var y = inside.Top; y < inside.Bottom; y++)
        {
            hash.Append(MemoryMarshal.AsBytes(surface.Row(y, inside.Left, inside.Right)));
        }

        return hash.GetCurrentHashAsUInt64();
    }
}
