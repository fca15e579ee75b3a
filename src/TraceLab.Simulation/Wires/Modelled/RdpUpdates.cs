namespace TraceLab.Simulation.Wires.Modelled;

/// <summary>Sizes and marks of fast-path output and of orders (MS-RDPBCGR section 2.2.9.1.2, MS-RDPEGDI section 2.2.2.2).</summary>
internal static class RdpUpdates
{
    /// <summary>Header and length of a fast-path PDU.</summary>
    public const int PduBytes = 3;

    /// <summary>Update header and size.</summary>
    public const int HeaderBytes = 3;

    /// <summary>Of an update with orders: how many.</summary>
    public const int OrderCountBytes = 2;

    /// <summary>Set Surface Bits without its payload.</summary>
    public const int SurfaceBitsBytes = 22;

    /// <summary>A Cache Bitmap order (revision 2) without its payload.</summary>
    public const int CacheBitmapBytes = 16;

    /// <summary>A MemBlt after another one, with coordinate differences and the next cache entry.</summary>
    public const int NextMemBltBytes = 7;

    public const byte OrdersUpdate = 0;
    public const byte SurfaceUpdate = 4;
    public const byte SetSurfaceBits = 1;

    /// <summary>Control byte of a secondary order.</summary>
    public const byte Secondary = 3;

    /// <summary>Control byte of the alternate secondary order Switch Surface.</summary>
    public const byte SwitchSurface = 2;

    /// <summary>Control byte of an alternate secondary order that RDP leaves open: one of our own.</summary>
    public const byte OwnOrder = 0xFE;

    /// <summary>The cache of a MemBlt that means an off-screen surface.</summary>
    public const int SurfaceCache = 0xFF;

    /// <summary>The entry of a MemBlt that means the bitmap just sent.</summary>
    public const int SentEntry = 0x7FFF;

    private const int FragmentPayload = 16_384;
    private const int CellSide = 64;

    /// <summary>What the headers of further fragments take.</summary>
    public static int FragmentBytes(int payloadBytes) => payloadBytes / FragmentPayload * (PduBytes + HeaderBytes);

    /// <summary>What the orders for further cells of a bitmap take.</summary>
    public static int CellBytes(int width, int height)
    {
        var cells = (width + CellSide - 1) / CellSide * ((height + CellSide - 1) / CellSide);
        return (cells - 1) * (CacheBitmapBytes + NextMemBltBytes);
    }
}
