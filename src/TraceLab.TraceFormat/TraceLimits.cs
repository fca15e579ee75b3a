using TraceLab.Core.Geometry;
using TraceLab.Core.Pixels;

namespace TraceLab.TraceFormat;

/// <summary>
/// What a trace may hold. The writer refuses an event beyond these, so that the reader may refuse a file beyond them
/// before it allocates anything.
/// </summary>
public static class TraceLimits
{
    /// <summary>The format version this code writes, and the newest it reads.</summary>
    public const int Version = 1;

    /// <summary>
    /// Coordinates lie within ± this. A few of them can then be added or subtracted in 32 bits without overflow, which
    /// everything that draws relies on.
    /// </summary>
    public const int MaxCoordinate = 1 << 28;

    /// <summary>UTF-8 bytes of one text: a marker, a cause, a fact.</summary>
    public const int MaxTextBytes = 1 << 20;

    /// <summary>Bytes of one stored payload: the largest surface, 4 bytes a pixel.</summary>
    public const long MaxPayloadBytes = Surface.MaxPixels * 4;

    /// <summary>Bytes of all payloads of one event.</summary>
    public const long MaxEventPayloadBytes = 2 * MaxPayloadBytes;

    /// <summary>Bytes of one block, as stored and once decompressed.</summary>
    public const int MaxPlainBytes = 1 << 30;

    /// <summary>Free facts in a header.</summary>
    public const int MaxFacts = 1024;

    /// <summary>Rows a summary keeps by surface and by cause; what comes after them is counted in one further row.</summary>
    public const int MaxSummaryRows = 1024;

    public static bool IsValid(long coordinate) => coordinate is >= -MaxCoordinate and <= MaxCoordinate;

    public static bool IsValid(Point point) => IsValid(point.X) && IsValid(point.Y);

    /// <summary>Whether all four edges are in range; an empty or inside-out rectangle may be valid.</summary>
    public static bool IsValid(Rect rect) =>
        IsValid(rect.Left) && IsValid(rect.Top) && IsValid(rect.Right) && IsValid(rect.Bottom);
}
