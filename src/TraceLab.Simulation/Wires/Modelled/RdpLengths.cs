using TraceLab.Core.Commands;
using TraceLab.Core.Geometry;
using TraceLab.Core.Pixels;

namespace TraceLab.Simulation.Wires.Modelled;

/// <summary>
/// The least bytes of what goes as an order of our own, its control byte apart, from the orders that RDP would need with all
/// their fields changed: PatBlt, MemBlt, Mem3Blt, GlyphIndex with its Cache Glyph order (MS-RDPEGDI section 2.2.2.2.1), Create
/// Offscreen Bitmap. A glyph of ours is a byte or two longer where it is named, because RDP's fonts know their baseline. RDP
/// has glyphs of one bit a pixel only; smooth ones count a byte. A new screen is another handshake there, which does not count.
/// </summary>
internal sealed class RdpLengths : IPartLengths
{
    // Bounds of one more piece: control, flags, four coordinates.
    private const int PieceBytes = 10;
    private const int SwitchBytes = 3;
    private const int PatBlt = 16;
    private const int MemBlt = 20;
    private const int Mem3Blt = 25;
    private const int GlyphIndex = 20;
    private const int NamedGlyph = 2;
    private const int CacheGlyphHead = 6;
    private const int CachedGlyph = 5;
    private const int OffscreenBitmap = 6;
    private const int OffscreenGone = 4;

    public int Bytes { get; private set; }

    public void OnScreen(int width, int height, SurfaceFormat format) => Bytes = 0;

    public void OnFill(Rect area, ReadOnlySpan<Rect> clip, uint color) => Bytes = PatBlt + (PieceBytes * clip.Length);

    public void OnCopy(Rect area, ReadOnlySpan<Rect> clip, Point source) => Bytes = PatBlt + (PieceBytes * clip.Length);

    public void OnImage(Rect area, ReadOnlySpan<Rect> clip, ReadOnlySpan<byte> payload) =>
        Bytes = RdpUpdates.CacheBitmapBytes + payload.Length + MemBlt + (PieceBytes * clip.Length);

    public void OnPixels(Rect area, ReadOnlySpan<byte> payload) => Bytes = RdpUpdates.SurfaceBitsBytes + payload.Length;

    public void OnSurface(int surfaceId, int width, int height, SurfaceFormat format, ImageItem? initial) =>
        Bytes = OffscreenBitmap + (initial is { } image ? BitmapBytes(image) + MemBlt : 0);

    public void OnSurfaceGone(int surfaceId) => Bytes = OffscreenGone;

    public void OnDraw(DrawPart part) =>
        Bytes =
            (PieceBytes * (part.Clip?.Length ?? 0))
            + (part.SurfaceId == Surface.ScreenId ? 0 : SwitchBytes)
            + (part.Pixels?.Image is { } image ? BitmapBytes(image) : 0)
            + part.Kind switch
            {
                CommandKind.Fill => PatBlt,
                CommandKind.Glyphs => GlyphIndex + GlyphBytes(part),
                CommandKind.Rop3 => Mem3Blt,
                _ => MemBlt,
            };

    private static int BitmapBytes(in ImageItem image) =>
        image.Form == ImageForm.Slot ? 0 : RdpUpdates.CacheBitmapBytes + image.Payload.Length + image.Alpha.Length;

    private static int GlyphBytes(DrawPart part)
    {
        var (bytes, carried) = (NamedGlyph * part.Glyphs.Count, 0);
        foreach (var (coverage, _) in part.Glyphs)
        {
            if (coverage.Form != ImageForm.Slot)
            {
                // Whole fields of 32 bits.
                carried += CachedGlyph + ((coverage.Payload.Length + 3) & ~3);
            }
        }

        return bytes + (carried == 0 ? 0 : CacheGlyphHead + carried);
    }
}
