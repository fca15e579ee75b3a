using System.Runtime.InteropServices;
using TraceLab.Capture.X11.Protocol;
using TraceLab.Capture.X11.WireLog;
using TraceLab.Core.Pixels;
using TraceLab.TraceFormat;

namespace TraceLab.Capture.X11.Lowering;

/// <summary>
/// The recorded server's own screen, where the recorder looked at it: a GetImage of the whole root window on a connection
/// of its own stands at its exact place in the log, and its reply follows.
/// </summary>
internal sealed class RealScreen(WireSession session)
{
    private const byte GetImage = 73;
    private const int ReplyHeadBytes = 32;

    private uint? _awaited;
    private uint[] _expected = [];

    /// <summary>The hash of the last reply's pixels, as <see cref="ScreenHash"/> computes it.</summary>
    public ulong Hash { get; private set; }

    /// <summary>Whether the last reply had the pixels that were expected.</summary>
    public bool IsEqual { get; private set; }

    /// <summary>True for a record that asks for the screen, false for the reply to it, null for any other.</summary>
    public bool? Take(WireRecord record)
    {
        var message = new WireBytes(record.Data.Span, record.IsBigEndian);
        if (record.Category == WireCategory.FromClient && message.U8(0) == GetImage && IsWholeScreen(message))
        {
            _awaited = record.Sequence;
            return true;
        }

        var isReply =
            record.Category == WireCategory.FromServer
            && _awaited is { } awaited
            && message.U8(0) == 1
            && message.U16(2) == (ushort)awaited
            && message.Length >= ReplyHeadBytes + ((long)session.Width * session.Height * 4);
        if (!isReply)
        {
            return null;
        }

        _awaited = null;
        Compare(MemoryMarshal.Cast<byte, uint>(message.Bytes[ReplyHeadBytes..]));
        return false;
    }

    /// <summary>Notes what the screen should be at the place of the question.</summary>
    public void Expect(Surface screen) => _expected = [.. screen.Pixels];

    private bool IsWholeScreen(WireBytes request) =>
        request.U32(4) == session.Root
        && (request.I16(8), request.I16(10)) == (0, 0)
        && (request.U16(12), request.U16(14)) == (session.Width, session.Height);

    private void Compare(ReadOnlySpan<uint> pixels)
    {
        var screen = new Surface(session.Width, session.Height);
        PixelFormats.Store(pixels[..screen.Pixels.Length], screen.Pixels, screen.Format);
        IsEqual = screen.Pixels.AsSpan().SequenceEqual(_expected);
        Hash = ScreenHash.Of(screen);
    }
}
