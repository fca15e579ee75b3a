namespace TraceLab.Capture.X11.Proxy;

/// <summary>
/// GetInputFocus, the request that asks for nothing and is always answered: once the answer is there, the server has done
/// all that the same client asked before.
/// </summary>
internal static class SyncRequest
{
    private static readonly byte[] Little = [43, 0, 1, 0];
    private static readonly byte[] Big = [43, 0, 0, 1];

    public static ReadOnlySpan<byte> Bytes(bool isBigEndian) => isBigEndian ? Big : Little;
}
