using System.Runtime.InteropServices;
using TraceLab.Capture.X11.Model;
using TraceLab.Capture.X11.Protocol;
using TraceLab.Capture.X11.WireLog;
using TraceLab.Core.Geometry;
using TraceLab.Core.Pixels;
using TraceLab.TraceFormat;

namespace TraceLab.Capture.X11.Lowering;

/// <summary>Pixels of the recorded server: what surface of the trace they belong to, and what that had at their moment.</summary>
/// <param name="Sequence">Of the question.</param>
/// <param name="SurfaceId">In the trace.</param>
/// <param name="Area">Of the surface.</param>
/// <param name="Format">Of the surface.</param>
/// <param name="Expected">If it is all of the surface, what that had at the place of the question; else nothing.</param>
internal sealed record RealPixels(uint Sequence, int SurfaceId, Rect Area, SurfaceFormat Format, uint[] Expected)
{
    public bool IsWhole => Expected.Length > 0;
}

/// <summary>
/// The recorded server's own pixels, where the recorder looked at them: a GetImage of the root window or of a whole pixmap,
/// on a connection of its own, stands at its exact place in the log, and its reply follows.
/// </summary>
internal sealed class RealSurfaces(WireSession session, XResources resources, SurfaceSource surfaces)
{
    private const byte GetImage = 73;
    private const int ReplyHeadBytes = 32;

    private readonly Queue<RealPixels> _asked = new();

    /// <summary>Whether a record asks for pixels of which the trace knows.</summary>
    public bool IsQuestion(WireRecord record) =>
        record.Category == WireCategory.FromClient
        && new WireBytes(record.Data.Span, record.IsBigEndian) is var request
        && request.U8(0) == GetImage
        && SurfaceOf(request.U32(4)) is { } known
        && AreaOf(request) is { IsEmpty: false } area
        && area.Intersect(known.Surface.Bounds) == area;

    public bool IsAboutScreen(WireRecord question) =>
        new WireBytes(question.Data.Span, question.IsBigEndian).U32(4) == session.Root;

    /// <summary>Notes what a question is about, when all requests before it are settled.</summary>
    public void Ask(WireRecord question)
    {
        var request = new WireBytes(question.Data.Span, question.IsBigEndian);
        var (id, surface) = SurfaceOf(request.U32(4))!.Value;
        var area = AreaOf(request);
        uint[] expected = area == surface.Bounds ? [.. surface.Pixels] : [];
        _asked.Enqueue(new RealPixels(question.Sequence, id, area, surface.Format, expected));
    }

    /// <summary>What a record answers; null if it answers no question, or with an error.</summary>
    public RealPixels? TakeAnswer(WireRecord record)
    {
        var message = new WireBytes(record.Data.Span, record.IsBigEndian);
        var isAnswer =
            record.Category == WireCategory.FromServer
            && message.U8(0) <= 1
            && _asked.TryPeek(out var asked)
            && message.U16(2) == (ushort)asked.Sequence;
        if (!isAnswer)
        {
            return null;
        }

        var about = _asked.Dequeue();
        return message.U8(0) == 1 && message.Length >= ReplyHeadBytes + (about.Area.Area * 4) ? about : null;
    }

    /// <summary>The pixels of an answer: rows of its area without padding, 0xAARRGGBB.</summary>
    public static ReadOnlySpan<uint> Pixels(RealPixels about, WireRecord answer) =>
        MemoryMarshal.Cast<byte, uint>(answer.Data.Span[ReplyHeadBytes..])[..(int)about.Area.Area];

    /// <summary>The hash of an answer about a whole surface, and whether that had these pixels.</summary>
    public static (ulong Hash, bool IsEqual) Compare(RealPixels about, WireRecord answer)
    {
        var real = new Surface(about.Area.Width, about.Area.Height, about.Format);
        PixelFormats.Store(Pixels(about, answer), real.Pixels, real.Format);
        return (ScreenHash.Of(real), real.Pixels.AsSpan().SequenceEqual(about.Expected));
    }

    private static Rect AreaOf(WireBytes request) =>
        Rect.FromSize(request.I16(8), request.I16(10), request.U16(12), request.U16(14));

    private (int Id, Surface Surface)? SurfaceOf(uint drawable) =>
        drawable == session.Root ? (Surface.ScreenId, surfaces.Screen)
        : resources.Pixmaps.TryGetValue(drawable, out var pixmap) && pixmap is { HasColor: true, SurfaceId: > 0 }
            ? (pixmap.SurfaceId, surfaces.Of(pixmap))
        : null;
}
