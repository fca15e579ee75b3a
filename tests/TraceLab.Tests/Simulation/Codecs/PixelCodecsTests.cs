using System.Buffers;
using CsCheck;
using TraceLab.Core.Geometry;
using TraceLab.Core.Pixels;
using TraceLab.Simulation.Codecs;

namespace TraceLab.Tests.Simulation.Codecs;

public class PixelCodecsTests
{
    public static TheoryData<string> Names => [.. PixelCodecs.All.Select(codec => codec.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_decoder_gives_back_what_its_encoder_took_rectangle_after_rectangle(string name) =>
        Gen.Select(
                Gen.Select(Gen.Int[0, 40], Gen.Int[0, 40], Gen.Int[1, 60], Gen.Int[1, 30]).Array[1, 6],
                Gen.Int[1, 300],
                Gen.Int
            )
            .Sample(
                (areas, colors, seed) =>
                {
                    var source = Noise(100, 70, colors, seed);
                    var target = new Surface(100, 70);
                    using var encoder = PixelCodecs.ByName(name).CreateEncoder();
                    using var decoder = PixelCodecs.ByName(name).CreateDecoder();
                    foreach (var (x, y, width, height) in areas)
                    {
                        var area = Rect.FromSize(x, y, width, height);
                        var output = new ArrayBufferWriter<byte>();
                        encoder.Encode(PixelBlock.Of(source, area), output);
                        decoder.Decode(output.WrittenSpan, target, area);

                        for (var row = area.Top; row < area.Bottom; row++)
                        {
                            Assert.True(
                                source
                                    .Row(row, area.Left, area.Right)
                                    .SequenceEqual(target.Row(row, area.Left, area.Right))
                            );
                        }
                    }
                },
                iter: 40
            );

    [Fact]
    public void Raw_costs_three_bytes_a_pixel()
    {
        using var encoder = PixelCodecs.ByName("raw").CreateEncoder();
        var output = new ArrayBufferWriter<byte>();
        encoder.Encode(PixelBlock.Of(new Surface(8, 8), new Rect(0, 0, 8, 8)), output);

        Assert.Equal(192, output.WrittenCount);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Damaged_data_is_refused_or_harmless(string name)
    {
        var source = Noise(32, 32, 20, 1);
        var output = new ArrayBufferWriter<byte>();
        using var encoder = PixelCodecs.ByName(name).CreateEncoder();
        encoder.Encode(PixelBlock.Of(source, source.Bounds), output);
        var cut = output.WrittenSpan[..(output.WrittenCount / 2)].ToArray();
        using var decoder = PixelCodecs.ByName(name).CreateDecoder();

        Assert.Throws<InvalidDataException>(() => decoder.Decode(cut, new Surface(32, 32), new Rect(0, 0, 32, 32)));
    }

    [Fact]
    public void An_unknown_name_is_refused_with_the_known_ones() =>
        Assert.Contains(
            "expected one of raw, rle, lz4",
            Assert.Throws<ArgumentException>(() => PixelCodecs.ByName("gif")).Message
        );

    private static Surface Noise(int width, int height, int colors, int seed)
    {
        var random = new Random(seed);
        var surface = new Surface(width, height);
        for (var i = 0; i < surface.Pixels.Length; i++)
        {
            surface.Pixels[i] = (uint)random.Next(colors) * 0x010307 & 0xFFFFFF;
        }

        return surface;
    }
}
