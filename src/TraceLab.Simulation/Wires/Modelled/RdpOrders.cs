namespace TraceLab.Simulation.Wires.Modelled;

/// <summary>Primary drawing orders whose layout is real, by their number.</summary>
internal enum RdpOrder : byte
{
    ScrBlt = 0x02,
    OpaqueRect = 0x0A,
    MemBlt = 0x0D,
}

/// <summary>A field of a primary order.</summary>
internal readonly record struct RdpField(int Bytes, bool IsCoordinate);

/// <summary>
/// The fields of primary orders and their values so far: only what changed is sent (MS-RDPEGDI section 2.2.2.2.1.1.2). Writer and
/// reader of a frame each have one, and both begin with zeros.
/// </summary>
internal sealed class RdpOrders
{
    public const byte Standard = 1;
    public const byte TypeChange = 8;
    public const byte Differences = 16;
    public const int ZeroBytesShift = 6;
    public const int MostFields = 9;

    private static readonly RdpField s_coordinate = new(2, IsCoordinate: true);
    private static readonly RdpField s_byte = new(1, IsCoordinate: false);
    private static readonly RdpField s_word = new(2, IsCoordinate: false);

    // Left, top, width, height, then red, green, blue.
    private static readonly RdpField[] s_opaqueRect =
    [
        s_coordinate,
        s_coordinate,
        s_coordinate,
        s_coordinate,
        s_byte,
        s_byte,
        s_byte,
    ];

    // Left, top, width, height, raster operation, source.
    private static readonly RdpField[] s_scrBlt =
    [
        s_coordinate,
        s_coordinate,
        s_coordinate,
        s_coordinate,
        s_byte,
        s_coordinate,
        s_coordinate,
    ];

    // Cache, left, top, width, height, raster operation, source, entry.
    private static readonly RdpField[] s_memBlt = [s_word, .. s_scrBlt, s_word];

    private readonly int[] _opaqueRect = new int[s_opaqueRect.Length];
    private readonly int[] _scrBlt = new int[s_scrBlt.Length];
    private readonly int[] _memBlt = new int[s_memBlt.Length];

    /// <summary>The order before; none at first.</summary>
    public RdpOrder Last { get; set; }

    public static ReadOnlySpan<RdpField> FieldsOf(RdpOrder order) =>
        order switch
        {
            RdpOrder.OpaqueRect => s_opaqueRect,
            RdpOrder.ScrBlt => s_scrBlt,
            RdpOrder.MemBlt => s_memBlt,
            _ => throw new InvalidDataException($"rdp wire: unknown order {(byte)order}"),
        };

    /// <summary>Bytes that say which fields follow.</summary>
    public static int FlagBytes(int fields) => (fields + 8) / 8;

    /// <summary>The values of an order's fields, to be changed in place.</summary>
    public Span<int> ValuesOf(RdpOrder order) =>
        order switch
        {
            RdpOrder.OpaqueRect => _opaqueRect,
            RdpOrder.ScrBlt => _scrBlt,
            _ => _memBlt,
        };
}
