using System.Text;

namespace TraceLab.Capture.X11.Proxy;

/// <summary>
/// Which extensions a recorded client may know of: those whose every effect on pixels is in the requests, and which the
/// mirror, an Xvfb, has as well. Hidden are above all those that pass pixels by shared memory (MIT-SHM, DRI2, DRI3, Present,
/// XVideo, GLX), and RECORD, to which requests of the recorder's own would show.
/// </summary>
internal static class ExtensionFilter
{
    private static readonly string[] Known =
    [
        "BIG-REQUESTS",
        "Composite",
        "DAMAGE",
        "DOUBLE-BUFFER",
        "Generic Event Extension",
        "MIT-SCREEN-SAVER",
        "RANDR",
        "RENDER",
        "SHAPE",
        "SYNC",
        "X-Resource",
        "XC-MISC",
        "XFIXES",
        "XINERAMA",
        "XInputExtension",
        "XKEYBOARD",
        "XTEST",
    ];

    private static readonly byte[][] KnownBytes = [.. Known.Select(Encoding.ASCII.GetBytes)];

    /// <summary>Those that the proxy needs the numbers of are among them.</summary>
    public static IReadOnlyList<string> Names => Known;

    public static bool IsKnown(ReadOnlySpan<byte> name)
    {
        foreach (var known in KnownBytes)
        {
            if (name.SequenceEqual(known))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// Makes a QueryExtension ask for a name that no server has, if it asks for one that is to be hidden: the server itself
    /// then answers "absent", at the right place among its other answers.
    /// </summary>
    /// <param name="request">The whole request.</param>
    /// <param name="nameLength">As the request states it.</param>
    public static void HideInQuery(Span<byte> request, int nameLength)
    {
        const int Head = 8;
        if (nameLength > 0 && request.Length >= Head + nameLength && !IsKnown(request.Slice(Head, nameLength)))
        {
            request[Head] = 0;
        }
    }

    /// <summary>
    /// Takes the hidden names out of a reply to ListExtensions, in place. The 32-bit length in units of 4 bytes at offset 4
    /// is the caller's to write, in the client's byte order.
    /// </summary>
    /// <param name="reply">The whole reply: the number of names at offset 1; from 32, names after a byte of length each.</param>
    /// <returns>Bytes of the reply, a multiple of 4.</returns>
    public static int HideInList(Span<byte> reply)
    {
        const int Head = 32;
        var from = Head;
        var to = Head;
        var kept = 0;
        for (var i = reply[1]; i > 0 && from < reply.Length && from + 1 + reply[from] <= reply.Length; i--)
        {
            var bytes = 1 + reply[from];
            if (IsKnown(reply.Slice(from + 1, bytes - 1)))
            {
                reply.Slice(from, bytes).CopyTo(reply[to..]);
                to += bytes;
                kept++;
            }

            from += bytes;
        }

        reply[1] = (byte)kept;
        var whole = (to + 3) & ~3;
        reply[to..whole].Clear();
        return whole;
    }
}
