using System.Runtime.InteropServices;
using TraceLab.Capture.X11.Protocol;
using TraceLab.Capture.X11.WireLog;
using TraceLab.Core.Geometry;
using TraceLab.Core.Pixels;
using TraceLab.TraceFormat;

namespace TraceLab.Capture.X11.Lowering;

/// <summary>
/// The recorded server's own screen, where the recorder looked at it: a GetImage of the root window on a connection of its
/// own stands at its exact place in the log, and its reply follows.
/// </summary>
internal sealed class RealScreen(WireSession session)
{
    private const byte GetImage = 73;
    private const int ReplyHeadBytes = 32;

    private readonly Rect _whole = new(0, 0, session.Width, session.Height);
    private readonly Surface _screen = new(session.Width, session.Height);
    private uint? _awaited;
    private uint[] _expected = [];

    /// <summary>What the last question was about.</summary>
    public Rect Area { get; private set; }

    public bool IsWhole => Area == _whole;

    /// <summary>The hash of the last whole screen's pixels, as <see cref="ScreenHash"/> computes it.</summary>
    public ulong Hash => ScreenHash.Of(_screen);

    /// <summary>Whether the last reply about the whole screen had the pixels that were expected.</summary>
    public bool IsEqual { get; private set; }

    /// <summary>True for a record that asks for pixels of the screen, false for the reply to it, null for any other.</summary>
    public bool? Take(WireRecord record)
    {
        var message = new WireBytes(record.Data.Span, record.IsBigEndian);
        if (record.Category == WireCategory.FromClient && message.U8(0) == GetImage && message.U32(4) == session.Root)
        {
            var asked = Rect.FromSize(message.I16(8), message.I16(10), message.U16(12), message.U16(14));
            if (!asked.IsEmpty && asked.Intersect(_whole) == asked)
            {
                (_awaited, Area) = (record.Sequence, asked);
                return true;
            }
        }

        var isReply =
            record.Category == WireCategory.FromServer
            && _awaited is { } awaited
            && message.U8(0) == 1
            && message.U16(2) == (ushort)awaited
            && message.Length >= ReplyHeadBytes + (Area.Area * 4);
        if (!isReply)
        {
            return null;
        }

        _awaited = null;
        if (IsWhole)
        {
            PixelFormats.Store(Pixels(record), _screen.Pixels, _screen.Format);
            IsEqual = _screen.Pixels.AsSpan().SequenceEqual(_expected);
        }

        return false;
    }

    /// <summary>The pixels of a reply: rows of <see cref="Area"/> without padding, 0xAARRGGBB.</summary>
    public ReadOnlySpan<uint> Pixels(WireRecord reply) =>
        MemoryMarshal.Cast<byte, uint>(reply.Data.Span[ReplyHeadBytes..])[..(int)Area.Area];

    /// <summary>Notes what the whole screen should be at the place of the question.</summary>
    public void Expect(Surface screen) => _expected = [.. screen.Pixels];
}
