using System.Buffers.Binary;
using System.Runtime.InteropServices;
using TraceLab.Core.Commands;
using TraceLab.Core.Geometry;
using TraceLab.Core.Painting;
using TraceLab.Core.Pixels;

namespace TraceLab.Tests.Capture.Spice;

/// <summary>The painter held against the library that draws on real servers, with random pixels of every format.</summary>
public sealed class PixmanWitnessTests
{
    private const int Rounds = 100;

    // Off-screen, where surfaces keep their alpha.
    private const int SurfaceId = 1;

    public static TheoryData<SurfaceFormat> Formats { get; } = [.. Enum.GetValues<SurfaceFormat>()];

    [Theory]
    [MemberData(nameof(Formats))]
    public void Premultiplied_pixels_blend_with_its_rounding(SurfaceFormat format) =>
        Compare(
            format,
            (random, size) => (size, RandomImage(random, size, ImageFormat.Argb32)),
            (area, image, alpha) => new BlendCommand(0, area, PixelSource.Of(image), alpha, true),
            isBlend: true
        );

    [Theory]
    [MemberData(nameof(Formats))]
    public void Opaque_pixels_fade_with_its_rounding(SurfaceFormat format) =>
        Compare(
            format,
            (random, size) => (size, RandomImage(random, size, ImageFormat.Xrgb32)),
            (area, image, alpha) => new BlendCommand(0, area, PixelSource.Of(image), alpha, false),
            isBlend: true
        );

    [Theory]
    [MemberData(nameof(Formats))]
    public void Nearest_scaling_picks_its_pixels(SurfaceFormat format) =>
        Compare(
            format,
            (random, size) => (size, RandomImage(random, RandomSize(random), ImageFormat.Argb32)),
            (area, image, _) => new ImageCommand(0, area, image, new Rect(0, 0, image.Width, image.Height)),
            isBlend: false
        );

    [Theory]
    [MemberData(nameof(Formats))]
    public void Text_blends_with_its_rounding(SurfaceFormat format)
    {
        var random = new Random(4);
        for (var round = 0; round < Rounds; round++)
        {
            var (width, height) = RandomSize(random);
            var (surface, memory) = RandomSurface(random, width, height, format);
            var stride = (width + 3) / 4 * 4;
            var padded = new byte[stride * height];
            random.NextBytes(padded);
            var rows = Enumerable.Range(0, height).SelectMany(y => padded[(y * stride)..((y * stride) + width)]);
            var coverage = new Image(width, height, ImageFormat.Alpha8, [.. rows]);
            var color = (uint)random.Next(0x1000000);

            Pixman.DrawThrough(memory, width, height, format, padded, color);
            var target = new DrawTarget(SurfaceId, new Rect(0, 0, width, height));
            var brush = Brush.Solid(color | 0xFF000000);
            new Painter(surface).Execute(new GlyphsCommand(0, target, [new Glyph(coverage, default)], brush, true));

            Assert.Equal(Pixels(memory, width, height, format), Drawn(surface));
        }
    }

    private static void Compare(
        SurfaceFormat format,
        Func<Random, (int Width, int Height), ((int Width, int Height) Size, Image Image)> make,
        Func<DrawTarget, Image, byte, DrawingCommand> draw,
        bool isBlend
    )
    {
        var random = new Random(4);
        for (var round = 0; round < Rounds; round++)
        {
            var ((width, height), image) = make(random, RandomSize(random));
            var (surface, memory) = RandomSurface(random, width, height, format);
            var alpha = (byte)(random.Next(3) == 0 ? 255 : random.Next(256));

            Pixman.Draw(memory, width, height, format, image, isBlend ? alpha : null);
            new Painter(surface).Execute(draw(new DrawTarget(SurfaceId, new Rect(0, 0, width, height)), image, alpha));

            Assert.Equal(Pixels(memory, width, height, format), Drawn(surface));
        }
    }

    private static uint[] Drawn(SurfaceSet surfaces)
    {
        Assert.True(surfaces.TryGet(SurfaceId, out var surface));
        return surface.Pixels;
    }

    private static (int Width, int Height) RandomSize(Random random) => (random.Next(1, 50), random.Next(1, 20));

    // Some pixels opaque, some empty, the rest anything that is premultiplied.
    private static Image RandomImage(Random random, (int Width, int Height) size, ImageFormat format)
    {
        var pixels = new uint[size.Width * size.Height];
        for (var i = 0; i < pixels.Length; i++)
        {
            var pixel = (uint)random.NextInt64(1L << 32);
            pixel = random.Next(5) == 0 ? pixel | 0xFF000000 : pixel;
            pixel = random.Next(5) == 0 ? 0 : pixel;
            var premultiplied = Blending.MultiplyPixel(pixel | 0xFF000000, pixel >> 24);
            pixels[i] = format == ImageFormat.Argb32 ? premultiplied : pixel & 0x00FFFFFF;
        }

        return new Image(size.Width, size.Height, format, MemoryMarshal.AsBytes(pixels.AsSpan()).ToArray());
    }

    // The same pixels as the painter keeps them and as the library does.
    private static (SurfaceSet Surface, byte[] Memory) RandomSurface(
        Random random,
        int width,
        int height,
        SurfaceFormat format
    )
    {
        var memory = new byte[Pixman.Stride(width, format) * height];
        random.NextBytes(memory);
        if (format == SurfaceFormat.Argb32)
        {
            RandomImage(random, (width, height), ImageFormat.Argb32).Bytes.CopyTo(memory);
        }

        var surface = new SurfaceSet();
        Pixels(memory, width, height, format).CopyTo(surface.Create(SurfaceId, width, height, format, null).Pixels, 0);
        return (surface, memory);
    }

    private static uint[] Pixels(byte[] memory, int width, int height, SurfaceFormat format)
    {
        var pixels = new uint[width * height];
        for (var i = 0; i < pixels.Length; i++)
        {
            var row = memory.AsSpan(i / width * Pixman.Stride(width, format));
            pixels[i] = format switch
            {
                SurfaceFormat.Rgb565 => PixelFormats.From565(
                    BinaryPrimitives.ReadUInt16LittleEndian(row[(i % width * 2)..])
                ),
                SurfaceFormat.Xrgb1555 => PixelFormats.From1555(
                    BinaryPrimitives.ReadUInt16LittleEndian(row[(i % width * 2)..])
                ),
                _ => PixelFormats.Quantize(BinaryPrimitives.ReadUInt32LittleEndian(row[(i % width * 4)..]), format),
            };
        }

        return pixels;
    }
}
