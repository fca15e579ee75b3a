namespace TraceLab.Core.Painting;

/// <summary>Nearest-neighbour scaling in the arithmetic of pixman, which SPICE servers and X servers use.</summary>
public static class Scaling
{
    /// <summary>
    /// The source position for a target position, both counted from the areas' own edges: the pixel centre is mapped in
    /// 16.16 fixed point and moved back by the smallest step, so that an exact edge belongs to the pixel before it.
    /// </summary>
    public static int Nearest(int position, int sourceLength, int targetLength)
    {
        var scale = ((long)sourceLength << 16) / targetLength;
        var centre = ((long)position << 16) + 0x8000;
        var mapped = ((centre * scale) + 0x8000) >> 16;
        return (int)((mapped - 1) >> 16);
    }
}
