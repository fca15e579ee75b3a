using System.Buffers;
using CsCheck;
using TraceLab.Core.Geometry;
using TraceLab.Core.Pixels;
using TraceLab.Simulation.Client;
using TraceLab.Simulation.Wires;

namespace TraceLab.Tests.Simulation.Wires.Rfb;

public class RfbWireTests
{
    private static IWire Wire => WireFormats.ByName("rfb");

    public static TheoryData<string> Codecs => [.. WireFormats.CodecsOf(Wire)];

    [Fact]
    public void It_carries_the_encodings_of_rfb_and_refuses_others_by_name()
    {
        Assert.Equal(["raw", "hextile", "zrle", "tight"], WireFormats.CodecsOf(Wire), StringComparer.Ordinal);
        Assert.Contains(
            "cannot carry the pixel codec 'lz4': expected one of raw, hextile, zrle, tight",
            Assert.Throws<ArgumentException>(() => WireFormats.CodecOf(Wire, "lz4")).Message
        );
    }

    [Fact]
    public void A_copy_is_sixteen_bytes_and_a_fill_twenty()
    {
        var output = new ArrayBufferWriter<byte>();
        var writer = Wire.CreateWriter();
        writer.Begin(output, hasScreen: false, 2, 0);
        writer.OnCopy(new Rect(1, 2, 11, 22), [], new Point(300, 4));
        writer.OnFill(new Rect(5, 6, 7, 8), [], 0xFF102030);

        Assert.Equal(
            "00-00-00-02"
                + "-00-01-00-02-00-0A-00-14-00-00-00-01-01-2C-00-04"
                + "-00-05-00-06-00-02-00-02-00-00-00-02-00-00-00-00-30-20-10-00",
            BitConverter.ToString(output.WrittenSpan.ToArray())
        );
    }

    [Fact]
    public void A_new_screen_is_its_size_and_then_black()
    {
        var output = new ArrayBufferWriter<byte>();
        var writer = Wire.CreateWriter();
        writer.Begin(output, hasScreen: true, 0, 0);
        writer.OnScreen(640, 480, SurfaceFormat.Rgb565);

        Assert.Equal(
            "00-00-00-02-00-00-00-00-02-80-01-E0-FF-FF-FF-21"
                + "-00-00-00-00-02-80-01-E0-00-00-00-02-00-00-00-00-00-00-00-00",
            BitConverter.ToString(output.WrittenSpan.ToArray())
        );
    }

    [Fact]
    public void More_rectangles_than_a_message_counts_go_in_several()
    {
        var output = new ArrayBufferWriter<byte>();
        var writer = Wire.CreateWriter();
        writer.Begin(output, hasScreen: false, 65_537, 0);
        for (var i = 0; i < 65_537; i++)
        {
            writer.OnCopy(new Rect(0, 0, 1, 1), [], new Point(1, 1));
        }

        Assert.Equal((2 * 4) + (65_537 * 16), output.WrittenCount);
        Assert.Equal([0, 0, 0, 2], output.WrittenSpan.Slice(4 + (65_535 * 16), 4).ToArray());
    }

    [Fact]
    public void Clients_on_it_have_no_more_than_rfb()
    {
        var limited = Wire.Limit(ClientProfiles.ByName("full"));

        Assert.Equal(ClientProfiles.ByName("rfb") with { Name = "full", Description = limited.Description }, limited);
    }

    [Theory]
    [MemberData(nameof(Codecs))]
    public void Rectangles_are_read_back(string codec) =>
        Gen.Select(Gen.Select(Gen.Int[1, 140], Gen.Int[1, 90]).Array[1, 4], Gen.Int[1, 40], Gen.Int)
            .Sample(
                (sizes, colors, seed) =>
                {
                    var random = new Random(seed);
                    var carried = WireFormats.CodecOf(Wire, codec);
                    using var encoder = carried.CreateEncoder();
                    using var client = new RemoteClient(Wire, carried, Wire.Limit(ClientProfile.Default));
                    var screen = new Surface(150, 100);
                    foreach (var (width, height) in sizes)
                    {
                        var area = Rect.FromSize(random.Next(150 - width), random.Next(100 - height), width, height);
                        RfbFrames.Scribble(screen, area, colors, random);
                        client.Show(RfbFrames.Of(screen, area, encoder, client.Framebuffer is null));
                    }

                    Assert.Equal(screen.Pixels, client.Framebuffer!.Pixels);
                },
                iter: 60
            );

    [Theory]
    [MemberData(nameof(Codecs))]
    public void Every_cut_of_a_frame_is_refused(string codec)
    {
        var screen = new Surface(150, 100);
        RfbFrames.Scribble(screen, screen.Bounds, 5, new Random(1));
        var carried = WireFormats.CodecOf(Wire, codec);
        using var encoder = carried.CreateEncoder();
        var frame = RfbFrames.Of(screen, new Rect(3, 4, 40, 30), encoder, isFirst: true);
        for (var length = 0; length < frame.Length; length += 1 + (length / 20))
        {
            using var client = new RemoteClient(Wire, carried, ClientProfile.Default);
            Assert.Throws<InvalidDataException>(() => client.Show(frame.AsSpan(0, length)));
        }
    }

    [Theory]
    [MemberData(nameof(Codecs))]
    public void Damaged_frames_are_refused_or_read_but_nothing_else(string codec)
    {
        var random = new Random(1);
        var screen = new Surface(150, 100);
        RfbFrames.Scribble(screen, screen.Bounds, 5, random);
        var carried = WireFormats.CodecOf(Wire, codec);
        using var encoder = carried.CreateEncoder();
        var whole = RfbFrames.Of(screen, new Rect(3, 4, 40, 30), encoder, isFirst: true);
        for (var round = 0; round < 1000; round++)
        {
            byte[] frame = [.. whole];
            frame[random.Next(frame.Length)] = (byte)random.Next(256);
            using var client = new RemoteClient(Wire, carried, ClientProfile.Default);
            try
            {
                client.Show(frame);
            }
            catch (InvalidDataException)
            {
                continue;
            }
        }
    }
}
