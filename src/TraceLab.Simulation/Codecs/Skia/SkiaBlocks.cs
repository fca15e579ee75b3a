using System.Buffers;
using SkiaSharp;
using TraceLab.Core.Geometry;
using TraceLab.Core.Pixels;

namespace TraceLab.Simulation.Codecs.Skia;

/// <summary>A rectangle as an image file that Skia writes. The pixels have no alpha and no colour profile.</summary>
internal sealed class SkiaBlockEncoder(Func<SKPixmap, SKData?> encode) : IPixelEncoder
{
    private const uint Opaque = 0xFF000000;

    private readonly FlatPixels _flat = new();

    public unsafe void Encode(PixelBlock block, ArrayBufferWriter<byte> output)
    {
        var pixels = _flat.Gather(block);
        foreach (ref var pixel in pixels)
        {
            pixel |= Opaque;
        }

        var info = new SKImageInfo(block.Width, block.Height, SKColorType.Bgra8888, SKAlphaType.Opaque);
        fixed (uint* first = pixels)
        {
            using var pixmap = new SKPixmap(info, (nint)first, info.RowBytes);
            using var data =
                encode(pixmap)
                ?? throw new InvalidOperationException($"Skia cannot encode {block.Width}x{block.Height}");
            output.Write(data.AsSpan());
        }
    }

    public void Dispose() { }
}

/// <summary>The client's side: any image file that Skia reads, of exactly the size of its area.</summary>
internal sealed class SkiaBlockDecoder : IPixelDecoder
{
    private const uint ColorBits = 0xFFFFFF;

    private readonly FlatPixels _flat = new();

    public unsafe void Decode(ReadOnlySpan<byte> data, Surface target, Rect area)
    {
        using var copy = SKData.CreateCopy(data);
        using var codec = SKCodec.Create(copy);
#pragma warning disable CA1508 // Skia gives null for what is no image, though it declares otherwise.
        if (codec is null || codec.Info.Width != area.Width || codec.Info.Height != area.Height)
        {
            throw new InvalidDataException($"encoded pixels: expected an image of {area.Width}x{area.Height}");
        }
#pragma warning restore CA1508

        var info = new SKImageInfo(area.Width, area.Height, SKColorType.Bgra8888, SKAlphaType.Opaque);
        var pixels = _flat.Reserve(checked((int)area.Area));
        fixed (uint* first = pixels)
        {
            var result = codec.GetPixels(info, (nint)first);
            if (result != SKCodecResult.Success)
            {
                throw new InvalidDataException($"encoded pixels: {result}");
            }
        }

        foreach (ref var pixel in pixels)
        {
            pixel &= ColorBits;
        }

        FlatPixels.Scatter(pixels, target, area);
    }

    public void Dispose() { }
}
