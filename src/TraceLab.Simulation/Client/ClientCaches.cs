using System.Runtime.InteropServices;
using TraceLab.Core.Pixels;
using TraceLab.Simulation.Codecs;
using TraceLab.Simulation.Pricing;
using TraceLab.Simulation.Wires;

namespace TraceLab.Simulation.Client;

/// <summary>
/// The images that the client keeps, and the decoding of those that a frame carries: each carried one enters its cache when
/// it is met, each named one is looked up then, exactly as the encoder did it (hazard H7).
/// </summary>
public sealed class ClientCaches(ClientProfile profile, IPixelDecoder decoder, FrameWork work)
{
    private readonly SlotCache<Image> _coverages = new(profile.GlyphCacheBytes, profile.GlyphCacheEntries);
    private readonly SlotCache<Image> _pictures = new(profile.ImageCacheBytes, profile.ImageCacheEntries);

    /// <exception cref="InvalidDataException">The image is none, or names a slot that is empty.</exception>
    public Image Coverage(in ImageItem item) =>
        item.Form switch
        {
            ImageForm.Slot => _coverages.Use(item.Slot),
            ImageForm.Bits => Keep(_coverages, UnpackBits(item)),
            ImageForm.Coverage => Keep(_coverages, ImageOf(item, ImageFormat.Alpha8, item.Payload.ToArray())),
            _ => throw new InvalidDataException("client: colours where a coverage belongs"),
        };

    /// <inheritdoc cref="Coverage"/>
    public Image Picture(in ImageItem item) =>
        item.Form switch
        {
            ImageForm.Slot => _pictures.Use(item.Slot),
            ImageForm.Xrgb or ImageForm.Argb => Keep(_pictures, Decode(item)),
            _ => throw new InvalidDataException("client: a coverage where colours belong"),
        };

    private static Image Keep(SlotCache<Image> cache, Image image)
    {
        cache.Add(image, image.Bytes.Length);
        return image;
    }

    private static Image UnpackBits(in ImageItem item)
    {
        RefuseBadSize(item);
        var stride = (item.Width + 7) / 8;
        if (item.Payload.Length != stride * item.Height)
        {
            throw new InvalidDataException(
                $"client: expected {stride * item.Height} bytes of coverage, found {item.Payload.Length}"
            );
        }

        var bytes = new byte[item.Width * item.Height];
        var bits = item.Payload.Span;
        for (var i = 0; i < bytes.Length; i++)
        {
            var (y, x) = (i / item.Width, i % item.Width);
            bytes[i] = (bits[(y * stride) + (x >> 3)] & (0x80 >> (x & 7))) == 0 ? (byte)0 : byte.MaxValue;
        }

        return new Image(item.Width, item.Height, ImageFormat.Alpha8, bytes);
    }

    private Image Decode(in ImageItem item)
    {
        RefuseBadSize(item);
        var colors = new Surface(item.Width, item.Height);
        work.AddPayload(colors.Bounds.Area, item.Payload.Length);
        decoder.Decode(item.Payload.Span, colors, colors.Bounds);
        var format = item.Form == ImageForm.Argb ? ImageFormat.Argb32 : ImageFormat.Xrgb32;
        if (format == ImageFormat.Argb32)
        {
            AddAlpha(colors, item.Alpha.Span);
        }

        return ImageOf(item, format, MemoryMarshal.AsBytes(colors.ReadPixels).ToArray());
    }

    private void AddAlpha(Surface colors, ReadOnlySpan<byte> payload)
    {
        var plane = AlphaPlane.Empty(colors.Width, colors.Height);
        work.AddPayload(plane.Bounds.Area, payload.Length);
        decoder.Decode(payload, plane, plane.Bounds);
        AlphaPlane.Join(plane, colors.Pixels);
    }

    private static Image ImageOf(in ImageItem item, ImageFormat format, byte[] bytes)
    {
        RefuseBadSize(item);
        return bytes.LongLength == Image.ByteCount(item.Width, item.Height, format)
            ? new Image(item.Width, item.Height, format, bytes)
            : throw new InvalidDataException(
                $"client: {bytes.Length} bytes are no {item.Width}x{item.Height} {format}"
            );
    }

    private static void RefuseBadSize(in ImageItem item)
    {
        if (!Surface.IsValidSize(item.Width, item.Height))
        {
            throw new InvalidDataException($"client: image size {item.Width}x{item.Height} is out of limits");
        }
    }
}
