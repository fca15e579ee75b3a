using TraceLab.Capture.X11.Protocol;

namespace TraceLab.Capture.X11.Proxy;

/// <summary>How long the request is that begins a stream of them, as the server reads it.</summary>
internal static class RequestLength
{
    /// <summary>
    /// The longest request that a server lets a client announce: 4,194,303 units of 4 bytes (Xorg's maxBigRequestSize).
    /// </summary>
    public const int MostBytes = 4_194_303 * 4;

    private const int Head = 4;
    private const int BigHead = 8;

    /// <summary>Bytes; 0 while that is not known; negative for a length that no request has.</summary>
    /// <remarks>
    /// A length of 0 announces 32 bits of length once the client has enabled BIG-REQUESTS; before, the server takes four
    /// bytes and answers with an error.
    /// </remarks>
    public static int Of(ReadOnlySpan<byte> stream, bool isBigEndian, bool hasBigRequests)
    {
        if (stream.Length < Head)
        {
            return 0;
        }

        var request = new WireBytes(stream, isBigEndian);
        var units = request.U16(2);
        if (units != 0 || !hasBigRequests)
        {
            return Math.Max(Head, units * 4);
        }

        if (stream.Length < BigHead)
        {
            return 0;
        }

        var bytes = request.U32(4) * 4L;
        return bytes is >= BigHead and <= MostBytes ? (int)bytes : -1;
    }
}
