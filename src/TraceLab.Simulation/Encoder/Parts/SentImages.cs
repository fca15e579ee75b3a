using System.Buffers;
using System.Runtime.InteropServices;
using TraceLab.Core.Geometry;
using TraceLab.Core.Pixels;
using TraceLab.Simulation.Client;
using TraceLab.Simulation.Codecs;
using TraceLab.Simulation.Wires;

namespace TraceLab.Simulation.Encoder.Parts;

/// <summary>
/// The images of parts that are really sent: what the client has is named, all else is carried and entered, in step with
/// what the client will do when it reads the frame (hazard H7).
/// </summary>
internal sealed class SentImages(ClientProfile profile, IPixelEncoder encoder, Action<Image, Rect, int> onImage)
    : IImageSupply
{
    private readonly ArrayBufferWriter<byte> _payload = new();

    /// <summary>What the client's glyph cache holds, masks included.</summary>
    public ImageIndex Coverages { get; } = new(profile.GlyphCacheBytes, profile.GlyphCacheEntries);

    /// <summary>What the client's image cache holds.</summary>
    public ImageIndex Pictures { get; } = new(profile.ImageCacheBytes, profile.ImageCacheEntries);

    /// <summary>Bytes of coverages that were carried into the glyph cache since <see cref="BeginPart"/>.</summary>
    public long CacheBytes { get; private set; }

    /// <summary>The payloads of the part before become invalid.</summary>
    public void BeginPart()
    {
        _payload.ResetWrittenCount();
        CacheBytes = 0;
    }

    public ImageItem Coverage(Image image)
    {
        if (Coverages.TryFind(image, out var slot))
        {
            Coverages.Use(slot);
            return ImageItem.Named(slot);
        }

        var item = CoverageBits.Carry(image, _payload);
        CacheBytes += Coverages.Add(image) ? item.Payload.Length : 0;
        return item;
    }

    public ImageItem Picture(Image image)
    {
        if (Pictures.TryFind(image, out var slot))
        {
            Pictures.Use(slot);
            return ImageItem.Named(slot);
        }

        Pictures.Add(image);
        var pixels = MemoryMarshal.Cast<byte, uint>(image.Bytes);
        var colors = Encode(new PixelBlock(pixels, image.Width, image.Width, image.Height));
        onImage(image, new Rect(0, 0, image.Width, image.Height), colors.Length);
        var item = new ImageItem
        {
            Form = ImageForm.Xrgb,
            Width = image.Width,
            Height = image.Height,
            Payload = colors,
        };
        return image.Format == ImageFormat.Argb32
            ? item with
            {
                Form = ImageForm.Argb,
                Alpha = EncodeAlpha(AlphaPlane.Of(pixels, image.Width, image.Height)),
            }
            : item;
    }

    private ReadOnlyMemory<byte> EncodeAlpha(Surface plane) => Encode(PixelBlock.Of(plane, plane.Bounds));

    private ReadOnlyMemory<byte> Encode(PixelBlock block)
    {
        var start = _payload.WrittenCount;
        encoder.Encode(block, _payload);
        return _payload.WrittenMemory[start..];
    }
}
