using System.Numerics;
using TraceLab.Core.Commands;

namespace TraceLab.Core.Painting;

/// <summary>Raster operations on rows of pixels. All spans of one call have the same length.</summary>
public static class RasterRows
{
    /// <summary>result = source op destination, bit by bit.</summary>
    public static void Combine(
        RasterOp op,
        ReadOnlySpan<uint> source,
        ReadOnlySpan<uint> destination,
        Span<uint> result
    )
    {
        if (op == RasterOp.Copy)
        {
            source.CopyTo(result);
            return;
        }

        // The operation's number is its truth table, so each of its four bits keeps or drops one combination.
        var both = Term(op, 0);
        var sourceOnly = Term(op, 1);
        var destinationOnly = Term(op, 2);
        var neither = Term(op, 3);
        var i = 0;
        for (; i <= result.Length - Vector<uint>.Count; i += Vector<uint>.Count)
        {
            var s = new Vector<uint>(source[i..]);
            var d = new Vector<uint>(destination[i..]);
            var combined = (both & s & d) | (sourceOnly & s & ~d) | (destinationOnly & ~s & d) | (neither & ~s & ~d);
            combined.CopyTo(result[i..]);
        }

        for (; i < result.Length; i++)
        {
            result[i] = Apply(op, source[i], destination[i]);
        }
    }

    public static uint Apply(RasterOp op, uint s, uint d) =>
        op switch
        {
            RasterOp.Clear => 0,
            RasterOp.And => s & d,
            RasterOp.AndReverse => s & ~d,
            RasterOp.Copy => s,
            RasterOp.AndInverted => ~s & d,
            RasterOp.NoOp => d,
            RasterOp.Xor => s ^ d,
            RasterOp.Or => s | d,
            RasterOp.Nor => ~(s | d),
            RasterOp.Equivalent => ~(s ^ d),
            RasterOp.Invert => ~d,
            RasterOp.OrReverse => s | ~d,
            RasterOp.CopyInverted => ~s,
            RasterOp.OrInverted => ~s | d,
            RasterOp.Nand => ~(s & d),
            _ => uint.MaxValue,
        };

    /// <summary>The Windows ternary operations: bit (pattern × 4 + source × 2 + destination) of the code is the result.</summary>
    public static void Combine3(
        byte code,
        ReadOnlySpan<uint> pattern,
        ReadOnlySpan<uint> source,
        ReadOnlySpan<uint> destination,
        Span<uint> result
    )
    {
        for (var i = 0; i < result.Length; i++)
        {
            uint bits = 0;
            for (var term = 0; term < 8; term++)
            {
                if ((code >> term & 1) != 0)
                {
                    bits |=
                        ((term & 4) != 0 ? pattern[i] : ~pattern[i])
                        & ((term & 2) != 0 ? source[i] : ~source[i])
                        & ((term & 1) != 0 ? destination[i] : ~destination[i]);
                }
            }

            result[i] = bits;
        }
    }

    private static Vector<uint> Term(RasterOp op, int bit) =>
        ((int)op >> bit & 1) != 0 ? Vector<uint>.AllBitsSet : Vector<uint>.Zero;

    /// <summary>Source where its colour differs from the transparent one, else destination; alpha is not compared.</summary>
    public static void CopyTransparent(
        ReadOnlySpan<uint> source,
        ReadOnlySpan<uint> destination,
        Span<uint> result,
        uint transparentColor
    )
    {
        for (var i = 0; i < result.Length; i++)
        {
            result[i] = ((source[i] ^ transparentColor) & 0x00FFFFFF) == 0 ? destination[i] : source[i];
        }
    }
}
