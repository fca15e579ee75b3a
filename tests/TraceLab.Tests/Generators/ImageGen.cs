using CsCheck;
using TraceLab.Core.Pixels;

namespace TraceLab.Tests.Generators;

/// <summary>Random images: noise, flat colours, and coverages of both kinds.</summary>
internal static class ImageGen
{
    // Few distinct colours, so that drawing often changes nothing and blends meet their edges.
    private static readonly Gen<uint> s_color = Gen.OneOf(
        Gen.OneOf(0u, 0xFFFFFFFFu, 0xFF000000u, 0x00FFFFFFu, 0x80402010u),
        Gen.UInt
    );

    public static Gen<uint> Color => s_color;

    /// <summary>An image of 32-bit pixels with sides up to <paramref name="maxSide"/>; the fourth byte of Xrgb32 is 0.</summary>
    public static Gen<Image> Pixels(int maxSide) =>
        Gen.Select(Gen.Int[1, maxSide], Gen.Int[1, maxSide], Gen.Bool, Gen.Bool)
            .SelectMany(
                (width, height, hasAlpha, isFlat) =>
                    (
                        isFlat
                            ? s_color.Select(c => Enumerable.Repeat(c, width * height).ToArray())
                            : s_color.Array[width * height]
                    ).Select(colors => Of(width, height, hasAlpha, colors))
            );

    /// <summary>A mask or glyph; half of them use only 0 and 255.</summary>
    public static Gen<Image> Coverage(int maxSide) =>
        Gen.Select(Gen.Int[1, maxSide], Gen.Int[1, maxSide], Gen.Bool)
            .SelectMany(
                (width, height, isBinary) =>
                    Gen
                        .Byte.Array[width * height]
                        .Select(bytes => new Image(
                            width,
                            height,
                            ImageFormat.Alpha8,
                            isBinary ? Array.ConvertAll(bytes, b => (byte)(b < 128 ? 0 : 255)) : bytes
                        ))
            );

    private static Image Of(int width, int height, bool hasAlpha, uint[] colors)
    {
        var bytes = new byte[colors.Length * 4];
        for (var i = 0; i < colors.Length; i++)
        {
            BitConverter.TryWriteBytes(bytes.AsSpan(i * 4), hasAlpha ? colors[i] : colors[i] & 0xFFFFFF);
        }

        return new Image(width, height, hasAlpha ? ImageFormat.Argb32 : ImageFormat.Xrgb32, bytes);
    }
}
