namespace TraceLab.Core.Commands;

/// <summary>
/// How source and destination bits combine. The number is the truth table and equals the X11 function code (X protocol,
/// "GC function"): bit 0 is the result for source 1 and destination 1, bit 1 for 1 and 0, bit 2 for 0 and 1, bit 3 for 0 and 0.
/// </summary>
public enum RasterOp : byte
{
    Clear = 0,
    And = 1,
    AndReverse = 2,
    Copy = 3,
    AndInverted = 4,
    NoOp = 5,
    Xor = 6,
    Or = 7,
    Nor = 8,
    Equivalent = 9,
    Invert = 10,
    OrReverse = 11,
    CopyInverted = 12,
    OrInverted = 13,
    Nand = 14,
    Set = 15,
}

public static class RasterOps
{
    /// <summary>Whether the result depends on the destination: then the destination is a source too (hazard H6).</summary>
    public static bool ReadsDestination(this RasterOp op) =>
        op is not (RasterOp.Clear or RasterOp.Copy or RasterOp.CopyInverted or RasterOp.Set);
}
