using TraceLab.Capture.X11.Connections;
using TraceLab.Capture.X11.Mirror;
using TraceLab.Capture.X11.Model;
using TraceLab.Core.Geometry;
using TraceLab.Core.Pixels;

namespace TraceLab.Capture.X11.Lowering;

/// <summary>
/// Core fonts as the mirror has them. A glyph's pixels are found by letting the mirror draw it into a bitmap, once.
/// </summary>
internal sealed class CoreFonts(MirrorSession mirror, PendingDrawings pending)
{
    private const byte QueryFont = 47;
    private const byte CreatePixmap = 53;
    private const byte FreePixmap = 54;
    private const byte CreateGC = 55;
    private const byte FreeGC = 60;
    private const byte PolyFillRectangle = 70;
    private const byte PolyText16 = 75;
    private const uint ForegroundBit = 1 << 2;
    private const uint FontBit = 1 << 14;

    private readonly Dictionary<uint, XFont?> _fonts = [];

    /// <summary>A font by id; null if the mirror has none of that id.</summary>
    public XFont? Of(uint id)
    {
        if (_fonts.TryGetValue(id, out var known) || id == 0)
        {
            return known;
        }

        var own = TurnToOwn();
        var answer = own.Answer(own.Ask(own.Compose.Begin(QueryFont).U32(id).Request));
        return _fonts[id] = answer.U8(0) == 1 ? new XFont(answer) : null;
    }

    /// <summary>The id names another font from here on.</summary>
    public void Forget(uint id) => _fonts.Remove(id);

    /// <summary>Makes sure that the glyphs of these codes are known.</summary>
    public void Load(uint id, XFont font, IEnumerable<int> codes)
    {
        var missing = codes.Where(code => !font.Glyphs.ContainsKey(code)).Distinct().ToArray();
        if (missing.Length == 0)
        {
            return;
        }

        var own = TurnToOwn();
        foreach (var code in missing)
        {
            if (font.Metrics(code) is { } glyph)
            {
                font.Glyphs[code] = glyph.Size is { X: > 0, Y: > 0 } ? Draw(own, id, code, glyph) : glyph;
            }
        }
    }

    private XConnection TurnToOwn()
    {
        pending.Settle();
        mirror.TurnTo(mirror.Own);
        return mirror.Own;
    }

    private static XGlyph Draw(XConnection own, uint font, int code, XGlyph glyph)
    {
        var (pixmap, eraser, pen) = (own.NewId(), own.NewId(), own.NewId());
        var (width, height) = (glyph.Size.X, glyph.Size.Y);
        var area = new Rect(0, 0, width, height);
        own.Send(own.Compose.Begin(CreatePixmap, 1).U32(pixmap).U32(own.Setup.Root).U16(width).U16(height).Request);
        own.Send(own.Compose.Begin(CreateGC).U32(eraser).U32(pixmap).U32(ForegroundBit).U32(0).Request);
        own.Send(
            own.Compose.Begin(CreateGC).U32(pen).U32(pixmap).U32(ForegroundBit | FontBit).U32(1).U32(font).Request
        );
        own.Send(
            own.Compose.Begin(PolyFillRectangle).U32(pixmap).U32(eraser).U16(0).U16(0).U16(width).U16(height).Request
        );
        own.Send(
            own.Compose.Begin(PolyText16)
                .U32(pixmap)
                .U32(pen)
                .U16(-glyph.Corner.X)
                .U16(-glyph.Corner.Y)
                .Padded([1, 0, (byte)(code >> 8), (byte)code])
                .Request
        );
        var answer = own.Answer(own.AskPixels(pixmap, area));
        var coverage = new byte[area.Area];
        Readback.ReadCoverage(answer, area, depth: 1, coverage, width);
        own.Send(own.Compose.Begin(FreeGC).U32(pen).Request);
        own.Send(own.Compose.Begin(FreeGC).U32(eraser).Request);
        own.Send(own.Compose.Begin(FreePixmap).U32(pixmap).Request);
        return glyph with { Coverage = new Image(width, height, ImageFormat.Alpha8, coverage) };
    }
}
