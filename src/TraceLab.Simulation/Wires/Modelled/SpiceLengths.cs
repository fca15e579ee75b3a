using TraceLab.Core.Commands;
using TraceLab.Core.Geometry;
using TraceLab.Core.Pixels;

namespace TraceLab.Simulation.Wires.Modelled;

/// <summary>
/// Bytes of display messages as spice.proto lays them out. What SPICE has no field for, a mask of a blend or of a transparent
/// image, counts as the field that other messages have for it.
/// </summary>
internal sealed class SpiceLengths : IPartLengths
{
    /// <summary>COPY_BITS: base and source position.</summary>
    public const int CopyBits = Base + PointBytes;

    /// <summary>DRAW_FILL with a colour and without a mask.</summary>
    public const int SolidFill = Base + SolidBrush + RopDescriptor + Mask;

    /// <summary>DRAW_COPY with an image whose data follows.</summary>
    public const int CarriedCopy = Copy + ImageDescriptor + DataSize;

    private const int Header = 6;
    private const int RectBytes = 16;
    private const int PointBytes = 8;
    private const int Pointer = 4;
    private const int SolidBrush = 5;
    private const int RopDescriptor = 2;
    private const int ScaleMode = 1;

    // Surface, box and type of clip.
    private const int Base = Header + 4 + RectBytes + 1;

    // Flags, position, and the pointer to a bitmap.
    private const int Mask = 1 + PointBytes + Pointer;
    private const int Copy = Base + Pointer + RectBytes + RopDescriptor + ScaleMode + Mask;

    // Id, type, flags, width, height.
    private const int ImageDescriptor = 18;
    private const int DataSize = 4;

    // Format, flags, width, height, stride, palette.
    private const int BitmapHead = 18;

    // Pointer, two positions, width, height.
    private const int GlyphHead = Pointer + (2 * PointBytes) + 4;
    private const int SurfaceCreate = Header + 20;

    public int Bytes { get; private set; }

    public static int ClipBytes(int rectangles) => rectangles == 0 ? 0 : 4 + (RectBytes * rectangles);

    public void OnScreen(int width, int height, SurfaceFormat format) => Bytes = SurfaceCreate;

    public void OnFill(Rect area, ReadOnlySpan<Rect> clip, uint color) => Bytes = SolidFill + ClipBytes(clip.Length);

    public void OnCopy(Rect area, ReadOnlySpan<Rect> clip, Point source) => Bytes = CopyBits + ClipBytes(clip.Length);

    public void OnImage(Rect area, ReadOnlySpan<Rect> clip, ReadOnlySpan<byte> payload) =>
        Bytes = CarriedCopy + ClipBytes(clip.Length) + payload.Length;

    public void OnPixels(Rect area, ReadOnlySpan<byte> payload) => Bytes = CarriedCopy + payload.Length;

    public void OnSurface(int surfaceId, int width, int height, SurfaceFormat format, ImageItem? initial) =>
        Bytes = SurfaceCreate + (initial is { } image ? Copy + ImageBytes(image) : 0);

    public void OnSurfaceGone(int surfaceId) => Bytes = Header + 4;

    public void OnDraw(DrawPart part) =>
        Bytes =
            ClipBytes(part.Clip?.Length ?? 0)
            + (part.Mask is { } mask ? MaskBitmapBytes(mask.Coverage) : 0)
            + SourceBytes(part.Pixels)
            + part.Kind switch
            {
                CommandKind.Fill => Base + BrushBytes(part.Brush) + RopDescriptor + Mask,
                CommandKind.Copy or CommandKind.Image => Copy,
                CommandKind.Glyphs => Base + Pointer + RectBytes + BrushBytes(part.Brush) + 1 + 4 + StringBytes(part),
                CommandKind.Blend => Base + 2 + Pointer + RectBytes + MaskOf(part),
                CommandKind.Transparent => Base + Pointer + RectBytes + 8 + MaskOf(part),
                _ => Base + Pointer + RectBytes + BrushBytes(part.Brush) + 1 + ScaleMode + Mask,
            };

    private static int MaskOf(DrawPart part) => part.Mask is null ? 0 : Mask;

    private static int BrushBytes(BrushPart? brush) =>
        brush?.Pattern is { } pattern ? 1 + Pointer + PointBytes + SourceBytes(pattern) : SolidBrush;

    private static int SourceBytes(SourcePart? source) =>
        source is null ? 0
        : source.Image is { } image ? ImageBytes(image)
        : ImageDescriptor + 4;

    private static int ImageBytes(in ImageItem image) =>
        image.Form == ImageForm.Slot ? ImageDescriptor
        : image.Form == ImageForm.Argb
            ? ImageDescriptor + 1 + (2 * DataSize) + image.Payload.Length + image.Alpha.Length
        : ImageDescriptor + DataSize + image.Payload.Length;

    private static int MaskBitmapBytes(in ImageItem coverage) => ImageDescriptor + BitmapHead + coverage.Payload.Length;

    // Length and flags, then glyphs: all of them with a bit a pixel, or all with a byte.
    private static int StringBytes(DrawPart part)
    {
        var isSmooth = part.Glyphs.Any(glyph => glyph.Coverage.Form == ImageForm.Coverage);
        var bytes = 3;
        foreach (var (coverage, _) in part.Glyphs)
        {
            var isWidened = isSmooth && coverage.Form == ImageForm.Bits;
            bytes += GlyphHead + (isWidened ? coverage.Width * coverage.Height : coverage.Payload.Length);
        }

        return bytes;
    }
}
