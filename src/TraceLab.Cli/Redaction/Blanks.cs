using System.Runtime.InteropServices;
using TraceLab.Core.Commands;
using TraceLab.Core.Geometry;
using TraceLab.Core.Pixels;

namespace TraceLab.Cli.Redaction;

/// <summary>Things of the same kind and size that show nothing but one colour (0xRRGGBB).</summary>
internal sealed class Blanks(uint color)
{
    private const uint Opaque = 0xFF000000;

    private readonly Dictionary<(int, int, ImageFormat), Image> _images = [];

    /// <summary>An image of the same size and format, all of the colour; coverage is full.</summary>
    public Image Of(Image image)
    {
        var key = (image.Width, image.Height, image.Format);
        if (!_images.TryGetValue(key, out var blank))
        {
            var bytes = new byte[image.Bytes.Length];
            Fill(bytes, image.Format);
            blank = new Image(image.Width, image.Height, image.Format, bytes);
            _images.Add(key, blank);
        }

        return blank;
    }

    /// <summary>The image with only the pixels of <paramref name="kept"/> left that do not lie in <paramref name="hidden"/>.</summary>
    public Image Of(Image image, Rect kept, Rect hidden)
    {
        var bytes = Of(image).Bytes.ToArray();
        var pixelBytes = Image.BytesPerPixel(image.Format);
        var inside = kept.Intersect(new Rect(0, 0, image.Width, image.Height));
        for (var y = inside.Top; y < inside.Bottom; y++)
        {
            for (var x = inside.Left; x < inside.Right; x++)
            {
                if (!hidden.Contains(x, y))
                {
                    var at = ((y * image.Width) + x) * pixelBytes;
                    image.Bytes.Slice(at, pixelBytes).CopyTo(bytes.AsSpan(at));
                }
            }
        }

        return new Image(image.Width, image.Height, image.Format, bytes);
    }

    public PixelSource Of(PixelSource source) => source.Image is { } image ? source with { Image = Of(image) } : source;

    public Brush Of(Brush brush) =>
        brush.Pattern is { } pattern ? brush with { Pattern = Of(pattern) } : brush with { Color = Opaque | color };

    public Glyph[] Of(Glyph[] glyphs) =>
        Array.ConvertAll(glyphs, glyph => glyph with { Coverage = Of(glyph.Coverage) });

    private void Fill(byte[] bytes, ImageFormat format)
    {
        if (format == ImageFormat.Alpha8)
        {
            Array.Fill(bytes, byte.MaxValue);
            return;
        }

        MemoryMarshal.Cast<byte, uint>(bytes.AsSpan()).Fill(format == ImageFormat.Argb32 ? Opaque | color : color);
    }
}
