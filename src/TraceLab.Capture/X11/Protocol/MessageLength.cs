namespace TraceLab.Capture.X11.Protocol;

/// <summary>How long a message is, by its own first bytes (X protocol, "Request Format", "Reply Format"; BIG-REQUESTS).</summary>
public static class MessageLength
{
    private const byte Reply = 1;
    private const byte GenericEvent = 35;
    private const byte SentByClient = 0x80;
    private const int FixedBytes = 32;

    /// <summary>Bytes of a request, 0 if its head is not whole. A length of 0 says that 32 bits with the length follow, which count themselves.</summary>
    public static long OfRequest(WireBytes request)
    {
        var units = request.Length < 4 ? 0u : request.U16(2);
        return units != 0 ? units * 4L : request.U32(4) * 4L;
    }

    /// <summary>
    /// Bytes of a reply, event or error. A generic event that the RECORD extension has cut to 32 bytes counts so, if
    /// nothing follows it.
    /// </summary>
    public static long OfServerMessage(WireBytes message)
    {
        var type = message.U8(0);
        if (type != Reply && (type & ~SentByClient) != GenericEvent)
        {
            return FixedBytes;
        }

        return type != Reply && message.Length == FixedBytes ? FixedBytes : FixedBytes + (message.U32(4) * 4L);
    }
}
