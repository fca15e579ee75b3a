using System.Buffers;
using System.IO.Compression;
using SkiaSharp;
using TraceLab.Core.Geometry;
using TraceLab.Core.Pixels;
using TraceLab.Simulation.Codecs;

namespace TraceLab.Tests.Simulation.Codecs;

/// <summary>What codecs write, held against their specifications and against readers that are not ours.</summary>
public class CodecFormatTests
{
    private const uint Red = 0xC01020;
    private const uint Blue = 0x0000FF;

    [Fact]
    public void Run_lengths_are_a_control_byte_and_pixels()
    {
        var surface = Surface(
            6,
            1,
            (x, _) =>
                x < 4 ? Red
                : x == 4 ? Blue
                : 0u
        );

        Assert.Equal([130, 0x20, 0x10, 0xC0, 1, 0xFF, 0, 0, 0, 0, 0], Encode("rle", surface));
    }

    // RFC 6143, 7.7.6: subencoding 1 is one colour, 2 a packed palette of two, a bit a pixel, rows padded to bytes.
    [Fact]
    public void Zrle_tiles_are_those_of_the_rfc()
    {
        Assert.Equal([1, 0x20, 0x10, 0xC0], Inflate(Encode("zrle", Surface(64, 64, (_, _) => Red))));
        Assert.Equal(
            [2, 0x20, 0x10, 0xC0, 0xFF, 0, 0, 0b0101_0101, 0b0100_0000, 0b0101_0101, 0b0100_0000],
            Inflate(Encode("zrle", Surface(10, 2, (x, _) => x % 2 == 0 ? Red : Blue)))
        );
    }

    // 128: runs of a pixel and a length less one, 255 going on.
    [Fact]
    public void Zrle_runs_are_those_of_the_rfc()
    {
        uint[] colors = [Red, Blue, 0];
        var plain = Inflate(Encode("zrle", Surface(64, 64, (x, y) => colors[((y * 64) + x) / 300 % 3])));

        // Three colours, then index 0 with a run of 300 = 1 + 255 + 44, index 1 …
        Assert.Equal(128 + 3, plain[0]);
        Assert.Equal([128, 255, 44, 129, 255, 44, 130, 255, 44, 128], plain[(1 + (3 * 3))..(11 + (3 * 3))]);
    }

    // The community's RFB protocol, Tight: 0x80 is a fill, then R G B.
    [Fact]
    public void One_colour_is_four_bytes_for_tight() =>
        Assert.Equal([0x80, 0xC0, 0x10, 0x20], Encode("tight", Surface(100, 100, (_, _) => Red)));

    // Stream 1 with a filter, the palette filter, two colours; 4 bytes of data are too few to be compressed.
    [Fact]
    public void Two_colours_are_bits_for_tight() =>
        Assert.Equal(
            [0x50, 1, 1, 0xC0, 0x10, 0x20, 0, 0, 0xFF, 0b0101_0101, 0b0100_0000, 0b0101_0101, 0b0100_0000],
            Encode("tight", Surface(10, 2, (x, _) => x % 2 == 0 ? Red : Blue))
        );

    // What goes through zlib has its length before it, 7 bits a byte.
    [Fact]
    public void A_palette_of_tight_is_a_length_and_a_zlib_stream()
    {
        uint[] colors = [Red, Blue, 0];
        var data = Encode("tight", Surface(64, 64, (x, y) => colors[(x + y) % 3]));

        Assert.Equal([0x60, 1, 2, 0xC0, 0x10, 0x20, 0, 0, 0xFF, 0, 0, 0], data[..12]);
        Assert.Equal(data.Length - 13, data[12]);
        Assert.Equal([0, 1, 2, 0], Inflate(data[13..])[..4]);
    }

    // RFC 6143, 7.7.4: a background, then coloured rectangles of it; x and y, width and height less one in four bits each.
    [Fact]
    public void Hextile_tiles_are_those_of_the_rfc()
    {
        var surface = Surface(
            20,
            16,
            (x, y) =>
                x is >= 2 and < 5 && y is >= 1 and < 9 ? Red
                : x == 10 && y == 10 ? 0
                : Blue
        );

        Assert.Equal(
            [2 | 8 | 16, 0xFF, 0, 0, 2, 0x20, 0x10, 0xC0, 0x21, 0x27, 0, 0, 0, 0xAA, 0x00, 0],
            Encode("hextile", surface)
        );
    }

    [Theory]
    [InlineData("png", "89504E470D0A1A0A")]
    [InlineData("webp", "52494646")]
    public void Image_files_are_read_by_any_reader(string codec, string signature)
    {
        var surface = Surface(33, 17, (x, y) => (uint)((x * 70_000) ^ (y * 1234)) & 0xFFFFFF);
        var data = Encode(codec, surface);

        Assert.StartsWith(signature, Convert.ToHexString(data), StringComparison.Ordinal);
        using var bitmap = SKBitmap.Decode(data);
        for (var y = 0; y < surface.Height; y++)
        {
            for (var x = 0; x < surface.Width; x++)
            {
                Assert.Equal(surface.Row(y)[x] | 0xFF000000, (uint)bitmap.GetPixel(x, y));
            }
        }
    }

    [Fact]
    public void Auto_is_never_larger_than_any_of_those_it_tries_but_for_a_byte()
    {
        foreach (var colors in new[] { 1, 2, 20, 5000 })
        {
            var random = new Random(colors);
            var surface = Surface(90, 40, (_, _) => (uint)random.Next(colors) * 0x010307 & 0xFFFFFF);
            var auto = Encode("auto", surface).Length;
            foreach (var codec in new[] { "raw", "rle", "lz4-hc", "zstd", "png", "webp" })
            {
                Assert.InRange(auto, 1, Encode(codec, surface).Length + 1);
            }
        }
    }

    [Theory]
    [InlineData("zlib")]
    [InlineData("zstd-stream")]
    [InlineData("zrle")]
    public void A_stream_remembers_what_it_sent(string codec)
    {
        var random = new Random(5);
        var surface = Surface(64, 64, (_, _) => (uint)random.Next(0x1000000));
        using var encoder = PixelCodecs.ByName(codec).CreateEncoder();
        var output = new ArrayBufferWriter<byte>();
        encoder.Encode(PixelBlock.Of(surface, surface.Bounds), output);
        var first = output.WrittenCount;
        encoder.Encode(PixelBlock.Of(surface, surface.Bounds), output);

        Assert.InRange(output.WrittenCount - first, 1, first / 10);
    }

    [Fact]
    public void A_dictionary_is_what_was_sent_before_and_serves_rectangles_in_any_order()
    {
        var random = new Random(5);
        var surface = Surface(320, 320, (_, _) => (uint)random.Next(0x1000000));
        var codec = PixelCodecs.ByName("zstd-dict");
        using var encoder = codec.CreateEncoder();
        using var decoder = codec.CreateDecoder();
        Rect[] areas = [surface.Bounds, new(0, 200, 64, 264), new(10, 220, 80, 250)];
        byte[][] encoded = [.. areas.Select(area => Encode(encoder, surface, area))];

        Assert.All(encoded[1..], bytes => Assert.InRange(bytes.Length, 1, 400));
        var shown = new Surface(320, 320);
        foreach (var index in new[] { 0, 2, 1 })
        {
            shown.Clear();
            decoder.Decode(encoded[index], shown, areas[index]);
            for (var y = areas[index].Top; y < areas[index].Bottom; y++)
            {
                var (left, right) = (areas[index].Left, areas[index].Right);
                Assert.True(shown.ReadRow(y, left, right).SequenceEqual(surface.ReadRow(y, left, right)));
            }
        }
    }

    [Theory]
    [InlineData("zlib")]
    [InlineData("zstd-stream")]
    [InlineData("zstd-dict")]
    [InlineData("lz4")]
    public void A_trial_remembers_nothing(string codec)
    {
        var random = new Random(5);
        var surface = Surface(32, 32, (_, _) => (uint)random.Next(0x1000000));
        using var trial = PixelCodecs.ByName(codec).CreateTrialEncoder();
        var output = new ArrayBufferWriter<byte>();
        trial.Encode(PixelBlock.Of(surface, surface.Bounds), output);
        var first = output.WrittenSpan.ToArray();
        output.ResetWrittenCount();
        trial.Encode(PixelBlock.Of(surface, surface.Bounds), output);

        Assert.Equal(first, output.WrittenSpan.ToArray());
    }

    [Fact]
    public void High_compression_is_worth_its_name()
    {
        var random = new Random(1);
        var row = Enumerable.Range(0, 200).Select(_ => (uint)random.Next(6) * 0x102030).ToArray();
        var surface = Surface(200, 100, (x, y) => row[(x + (y * 7)) % 200]);

        Assert.True(Encode("lz4-hc", surface).Length < Encode("lz4", surface).Length);
    }

    private static byte[] Encode(string codec, Surface surface)
    {
        using var encoder = PixelCodecs.ByName(codec).CreateEncoder();
        return Encode(encoder, surface, surface.Bounds);
    }

    private static byte[] Encode(IPixelEncoder encoder, Surface surface, Rect area)
    {
        var output = new ArrayBufferWriter<byte>();
        encoder.Encode(PixelBlock.Of(surface, area), output);
        return output.WrittenSpan.ToArray();
    }

    private static byte[] Inflate(byte[] data)
    {
        using var zlib = new ZLibStream(new MemoryStream(data), CompressionMode.Decompress);
        var plain = new byte[4096 * 3];
        var length = 0;
        try
        {
            // The stream has no end yet.
            for (int read; (read = zlib.Read(plain, length, 1)) > 0; length += read) { }
        }
        catch (InvalidDataException) { }

        return plain[..length];
    }

    private static Surface Surface(int width, int height, Func<int, int, uint> pixel)
    {
        var surface = new Surface(width, height);
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                surface.Row(y)[x] = pixel(x, y);
            }
        }

        return surface;
    }
}
