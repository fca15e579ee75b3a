using System.Buffers;
using SkiaSharp;
using TraceLab.Core.Pixels;
using TraceLab.Simulation.Codecs;

namespace TraceLab.Tests.Simulation.Codecs;

public class LossyCodecTests
{
    public static TheoryData<string> Families => [.. PixelCodecs.Lossy.Select(codec => codec.Family)];

    [Theory]
    [MemberData(nameof(Families))]
    public void A_name_may_have_a_quality(string family)
    {
        Assert.Equal(family, PixelCodecs.ByName(family).Name);
        Assert.Equal(family, PixelCodecs.ByName(family + "-80").Name);
        Assert.Equal(family + "-1", PixelCodecs.ByName(family + "-1").Name);
        Assert.Equal(family, PixelCodecs.ByName(family + "-100").Family);
        Assert.All(["-0", "-101", "-", "-x", "-+5", "80"], ending => Assert.Null(PixelCodecs.Find(family + ending)));
    }

    [Theory]
    [MemberData(nameof(Families))]
    public void Quality_costs_bytes_and_buys_likeness(string family)
    {
        var picture = Picture();
        var (low, high) = (Encode(family + "-10", picture), Encode(family + "-95", picture));

        Assert.True(low.Length < high.Length, $"{low.Length} bytes, {high.Length} bytes");
        Assert.True(Error(picture, Decode(family, low)) > Error(picture, Decode(family, high)));
    }

    [Theory]
    [InlineData("jpeg", "FFD8FF")]
    [InlineData("webp-lossy", "52494646")]
    public void Any_reader_shows_what_the_client_shows(string family, string signature)
    {
        var data = Encode(family, Picture());
        var shown = Decode(family, data);

        Assert.StartsWith(signature, Convert.ToHexString(data), StringComparison.Ordinal);
        using var bitmap = SKBitmap.Decode(data);
        for (var y = 0; y < shown.Height; y++)
        {
            for (var x = 0; x < shown.Width; x++)
            {
                Assert.Equal(shown.ReadRow(y)[x], (uint)bitmap.GetPixel(x, y) & 0xFFFFFF);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Families))]
    public void Images_of_primitives_lose_nothing(string family) =>
        Assert.False(PixelCodecs.ByName(family).ForImages.IsLossy);

    private static Surface Picture()
    {
        var surface = new Surface(61, 43);
        for (var y = 0; y < surface.Height; y++)
        {
            for (var x = 0; x < surface.Width; x++)
            {
                surface.Row(y)[x] = (uint)((x * 4 << 16) | (y * 5 << 8) | ((x * y) & 0xFF));
            }
        }

        return surface;
    }

    private static byte[] Encode(string codec, Surface surface)
    {
        using var encoder = PixelCodecs.ByName(codec).CreateEncoder();
        var output = new ArrayBufferWriter<byte>();
        encoder.Encode(PixelBlock.Of(surface, surface.Bounds), output);
        return output.WrittenSpan.ToArray();
    }

    private static Surface Decode(string codec, byte[] data)
    {
        using var decoder = PixelCodecs.ByName(codec).CreateDecoder();
        var surface = new Surface(61, 43);
        decoder.Decode(data, surface, surface.Bounds);
        return surface;
    }

    private static long Error(Surface expected, Surface shown)
    {
        long error = 0;
        for (var i = 0; i < expected.ReadPixels.Length; i++)
        {
            for (var shift = 0; shift < 24; shift += 8)
            {
                var difference =
                    (int)((expected.ReadPixels[i] >> shift) & 0xFF) - (int)((shown.ReadPixels[i] >> shift) & 0xFF);
                error += difference * difference;
            }
        }

        return error;
    }
}
