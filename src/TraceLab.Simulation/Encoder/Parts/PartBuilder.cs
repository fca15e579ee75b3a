using TraceLab.Core.Commands;
using TraceLab.Core.Geometry;
using TraceLab.Core.Pixels;
using TraceLab.Simulation.Client;
using TraceLab.Simulation.Wires;

namespace TraceLab.Simulation.Encoder.Parts;

/// <summary>
/// Turns drawing commands into parts. Cuts what cannot be seen: images to the part that is drawn, glyphs outside the area.
/// Asks for images in the order mask, pixels, brush, glyphs, as the client takes them.
/// </summary>
internal sealed class PartBuilder(ClientProfile profile)
{
    private readonly Dictionary<(Image, Rect), Image> _cuts = [];

    /// <summary>Whether the short forms of the wire do not do for this command.</summary>
    public bool Needs(DrawingCommand command) =>
        command.Target.SurfaceId != Surface.ScreenId
        || command.Target.Mask is not null
        || command.Rop != RasterOp.Copy
        || command switch
        {
            FillCommand fill => fill.Brush.Pattern is not null,
            CopyCommand copy => copy.SourceSurfaceId != Surface.ScreenId || copy.Pixels.IsScaledTo(copy.Target.Area),
            ImageCommand image => profile.ImageCacheBytes > 0 || image.Pixels.IsScaledTo(image.Target.Area),
            _ => true,
        };

    /// <summary>Forgets the cut images of the frame before.</summary>
    public void BeginFrame() => _cuts.Clear();

    /// <param name="command">What the client is to execute.</param>
    /// <param name="visible">The part of its bounding box that lies on its surface.</param>
    /// <param name="images">Says how each image goes.</param>
    public DrawPart Build(DrawingCommand command, Rect visible, IImageSupply images)
    {
        // A mask is laid out, and a source scaled, from the whole area's corner.
        var isCut = command.Target.Mask is null && !IsScaled(command);
        var area = isCut ? visible : command.Target.Area;
        var mask = command.Target.Mask is { } given
            ? new MaskPart(images.Coverage(given.Coverage), given.Origin)
            : null;
        var part = new DrawPart
        {
            Kind = command.Kind,
            SurfaceId = command.Target.SurfaceId,
            Area = area,
            Clip = isCut && command.Target.Clip is { Length: <= 1 } ? null : command.Target.Clip,
            Rop = command.Rop,
            Mask = mask,
        };
        return command switch
        {
            FillCommand fill => part with { Brush = BrushOf(fill.Brush, images) },
            CopyCommand copy => part with { Pixels = SourceOf(copy.Pixels, copy.Target.Area, area, images) },
            ImageCommand image => part with { Pixels = CutSource(image, area, isCut, images) },
            GlyphsCommand glyphs => part with
            {
                Brush = BrushOf(glyphs.Brush, images),
                HasAlpha = glyphs.Antialiased,
                Glyphs = GlyphsOf(glyphs, area, images),
            },
            BlendCommand blend => part with
            {
                Pixels = SourceOf(blend.Pixels, blend.Target.Area, area, images),
                Code = blend.ConstantAlpha,
                HasAlpha = blend.SourceHasAlpha,
            },
            TransparentCommand transparent => part with
            {
                Pixels = SourceOf(transparent.Pixels, transparent.Target.Area, area, images),
                TransparentColor = transparent.TransparentColor,
            },
            Rop3Command rop3 => part with
            {
                Pixels = SourceOf(rop3.Pixels, rop3.Target.Area, area, images),
                Brush = BrushOf(rop3.Brush, images),
                Code = rop3.Code,
            },
            _ => throw new InvalidOperationException($"a {command.Kind} command is no primitive of the wire"),
        };
    }

    private static bool IsScaled(DrawingCommand command) =>
        command switch
        {
            CopyCommand copy => copy.Pixels.IsScaledTo(copy.Target.Area),
            ImageCommand image => image.Pixels.IsScaledTo(image.Target.Area),
            BlendCommand blend => blend.Pixels.IsScaledTo(blend.Target.Area),
            TransparentCommand transparent => transparent.Pixels.IsScaledTo(transparent.Target.Area),
            Rop3Command rop3 => rop3.Pixels.IsScaledTo(rop3.Target.Area),
            _ => false,
        };

    // The source moves with the area where that is cut; a scaled one is never cut.
    private static SourcePart SourceOf(PixelSource source, Rect targetArea, Rect area, IImageSupply images)
    {
        var read = area == targetArea ? source.Area : EncodedPrimitive.SourceOf(source.Area, targetArea, area);
        return new SourcePart(source.Image is { } image ? images.Picture(image) : null, source.SurfaceId, read);
    }

    private SourcePart CutSource(ImageCommand command, Rect area, bool isCut, IImageSupply images)
    {
        if (!isCut)
        {
            return SourceOf(command.Pixels, command.Target.Area, area, images);
        }

        var cut = Cut(command.Image, EncodedPrimitive.SourceOf(command.SourceArea, command.Target.Area, area));
        return new SourcePart(images.Picture(cut), -1, new Rect(0, 0, cut.Width, cut.Height));
    }

    private Image Cut(Image image, Rect area)
    {
        if (area == new Rect(0, 0, image.Width, image.Height))
        {
            return image;
        }

        if (!_cuts.TryGetValue((image, area), out var cut))
        {
            var bytes = new byte[Image.ByteCount(area.Width, area.Height, image.Format)];
            var rowBytes = area.Width * Image.BytesPerPixel(image.Format);
            for (var y = 0; y < area.Height; y++)
            {
                var start = (((area.Top + y) * image.Width) + area.Left) * Image.BytesPerPixel(image.Format);
                image.Bytes.Slice(start, rowBytes).CopyTo(bytes.AsSpan(y * rowBytes));
            }

            _cuts[(image, area)] = cut = new Image(area.Width, area.Height, image.Format, bytes);
        }

        return cut;
    }

    private static BrushPart BrushOf(Brush brush, IImageSupply images) =>
        brush.Pattern is { } pattern
            ? new BrushPart(0, SourceOf(pattern, pattern.Area, pattern.Area, images), brush.Origin)
            : new BrushPart(brush.Color, null, default);

    private static List<GlyphPart> GlyphsOf(GlyphsCommand command, Rect area, IImageSupply images)
    {
        var parts = new List<GlyphPart>(command.Glyphs.Length);
        foreach (var glyph in command.Glyphs)
        {
            var (coverage, at) = (glyph.Coverage, glyph.Position);
            if (
                coverage.Format == ImageFormat.Alpha8
                && Rect.FromSize(at.X, at.Y, coverage.Width, coverage.Height).Intersects(area)
            )
            {
                parts.Add(new GlyphPart(images.Coverage(coverage), at));
            }
        }

        return parts;
    }
}
