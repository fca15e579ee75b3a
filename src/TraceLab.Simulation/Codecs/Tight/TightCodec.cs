namespace TraceLab.Simulation.Codecs.Tight;

/// <summary>
/// Tight as the community's RFB protocol specification has it (section "Tight Encoding", the BasicCompression and
/// FillCompression of it): a rectangle is one colour, two colours (a bit each), a palette (a byte each), a gradient
/// (differences from a prediction) or plain pixels; all but the first through zlib, with one of the four streams for each.
/// Lossless, and without the search for solid rectangles inside others. A block beyond <see cref="Limit"/> is several
/// rectangles, one after the other.
/// </summary>
public sealed class TightCodec : IPixelCodec
{
    internal const int MaxColors = 256;

    /// <summary>Fewer bytes than this go uncompressed.</summary>
    internal const int MinCompressedBytes = 12;

    /// <summary>Of the first byte: one colour follows.</summary>
    internal const byte Fill = 0x80;

    /// <summary>Of the first byte: a byte with the <see cref="TightFilter"/> follows.</summary>
    internal const byte HasFilter = 0x40;

    /// <summary>The stream's number stands above these bits of the first byte.</summary>
    internal const int StreamShift = 4;

    internal const int Streams = 4;

    /// <summary>A rectangle is at most 2048 wide; the 22 bits of a length hold what a million pixels become.</summary>
    public static BlockLimit Limit { get; } = new(2048, 1 << 20);

    public string Name => "tight";

    public string Description =>
        "Tight of RFB: one colour, two colours, palette, gradient or plain, zlib streams for the session";

    public bool IsStateless => false;

    public IPixelEncoder CreateEncoder() => new TightEncoder();

    public IPixelDecoder CreateDecoder() => new TightDecoder();
}

/// <summary>What was done to pixels before compression.</summary>
internal enum TightFilter : byte
{
    Copy = 0,
    Palette = 1,
    Gradient = 2,
}

/// <summary>The stream that each sort of rectangle goes through.</summary>
internal enum TightStream : byte
{
    Plain = 0,
    TwoColors = 1,
    Indexed = 2,
    Gradient = 3,
}
