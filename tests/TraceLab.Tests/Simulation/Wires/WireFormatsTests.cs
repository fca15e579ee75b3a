using System.Buffers;
using TraceLab.Core.Commands;
using TraceLab.Core.Geometry;
using TraceLab.Core.Pixels;
using TraceLab.Simulation.Client;
using TraceLab.Simulation.Wires;
using RasterOp = TraceLab.Core.Commands.RasterOp;

namespace TraceLab.Tests.Simulation.Wires;

public class WireFormatsTests
{
    private static readonly Rect[] Clip = [new(12, 20, 15, 22), new(16, 21, 18, 23)];

    /// <summary>The wires that have words for off-screen surfaces; others have tests of their own.</summary>
    public static TheoryData<string> Names =>
        [
            .. WireFormats
                .All.Where(wire => wire.Limit(ClientProfiles.ByName("full")).Surfaces)
                .Select(wire => wire.Name),
        ];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_frame_is_read_back_part_by_part(string name)
    {
        var frame = WriteEverything(name);
        var heard = new Listener();

        WireFormats.ByName(name).Read(frame, heard);

        Assert.Equal(
            [
                "screen 1024x768 Xrgb32",
                "fill 1000,700 24x68 010203",
                "fill 10,20 30x40 FFEEDD clip 12,20 3x2; 16,21 2x2",
                "copy 0,0 512x300 from 100,200",
                "copy 10,20 30x40 from 5,6 clip 12,20 3x2; 16,21 2x2",
                "image 3,4 5x6 payload 1-2-3",
                "image 10,20 30x40 payload 9 clip 12,20 3x2; 16,21 2x2",
                "surface 3 64x48 Argb32",
                "surface -7 5x4 Rgb565 Xrgb 5x4 payload 1-2",
                "Glyphs on 0 at 100,50 40x12 Copy color 00102030 glyphs Bits 9x1 payload 128-0 at 101,52; slot 300 at 109,52",
                "Blend on 3 at -5,-6 40x30 Copy clip 12,20 3x2; 16,21 2x2 mask Coverage 2x1 payload 0-99 from -1,2"
                    + " pixels Argb 1x1 payload 1-2-3 alpha 4 of 0,0 1x1 code 200 alpha",
                "Rop3 on 0 at 0,0 9x9 Copy pixels surface 3 of 7,8 18x4 pattern slot 5 of 1,2 3x4 from -3,4 code 90",
                "Transparent on 0 at 1,1 2x2 Copy pixels slot 0 of 0,0 2x2 transparent 00FF00FF",
                "Fill on 3 at 1,1 2x2 Xor color 80000001",
                "surface 3 gone",
                "pixels 8,16 64x8 payload ",
                "pixels 0,0 8x8 payload 7-7",
            ],
            heard.Parts
        );
    }

    [Theory]
    [InlineData("fixed")]
    [InlineData("compact")]
    public void Every_cut_of_a_frame_is_refused(string name)
    {
        var frame = WriteEverything(name);
        for (var length = 0; length < frame.Length; length++)
        {
            Assert.Throws<InvalidDataException>(() =>
                WireFormats.ByName(name).Read(frame.AsSpan(0, length), new Listener())
            );
        }
    }

    // Such wires have no count of parts, as the protocols that they model have none.
    [Theory]
    [InlineData("spice")]
    [InlineData("rdp")]
    public void A_frame_of_messages_is_refused_wherever_it_is_cut_but_between_them(string name)
    {
        var frame = WriteEverything(name);
        var whole = new Listener();
        WireFormats.ByName(name).Read(frame, whole);
        var refused = 0;
        for (var length = 0; length < frame.Length; length++)
        {
            var heard = new Listener();
            try
            {
                WireFormats.ByName(name).Read(frame.AsSpan(0, length), heard);
                Assert.True(heard.Parts.Count < whole.Parts.Count);
            }
            catch (InvalidDataException)
            {
                refused++;
            }

            Assert.Equal(whole.Parts.Take(heard.Parts.Count), heard.Parts, StringComparer.Ordinal);
        }

        Assert.InRange(frame.Length - refused, 1, 2 * whole.Parts.Count);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Damaged_frames_are_refused_or_read_but_nothing_else(string name)
    {
        var random = new Random(1);
        for (var round = 0; round < 3000; round++)
        {
            var frame = WriteEverything(name);
            frame[random.Next(frame.Length)] = (byte)random.Next(256);
            try
            {
                WireFormats.ByName(name).Read(frame, new Listener());
            }
            catch (InvalidDataException)
            {
                continue;
            }
        }
    }

    [Fact]
    public void The_fixed_wire_costs_what_the_patent_says()
    {
        var wire = new FixedWire();
        var area = new Rect(0, 0, 100, 100);

        Assert.Equal(24, wire.PrimitiveHeaderBytes(CommandKind.Copy, area, 0, 0));
        Assert.Equal(20, wire.PrimitiveHeaderBytes(CommandKind.Fill, area, 0, 0));
        Assert.Equal(20, wire.PrimitiveHeaderBytes(CommandKind.Image, area, 0, 5000));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void What_a_primitive_is_said_to_cost_is_never_less_than_it_does(string name)
    {
        var wire = WireFormats.ByName(name);
        var area = new Rect(900, 700, 1000, 760);
        foreach (var kind in new[] { CommandKind.Fill, CommandKind.Copy, CommandKind.Image })
        {
            var output = new ArrayBufferWriter<byte>();
            var writer = wire.CreateWriter();
            writer.Begin(output, hasScreen: false, 1, 0);
            var header = output.WrittenCount;
            WriteOne(writer, kind, area);

            Assert.InRange(output.WrittenCount - header, 1, wire.PrimitiveHeaderBytes(kind, area, 0, 0));
        }
    }

    private static void WriteOne(IFrameWriter writer, CommandKind kind, Rect area)
    {
        switch (kind)
        {
            case CommandKind.Fill:
                writer.OnFill(area, [], 1);
                break;
            case CommandKind.Copy:
                writer.OnCopy(area, [], new Point(area.Left, area.Top + 13));
                break;
            default:
                writer.OnImage(area, [], []);
                break;
        }
    }

    private static byte[] WriteEverything(string name)
    {
        var output = new ArrayBufferWriter<byte>();
        var writer = WireFormats.ByName(name).CreateWriter();
        writer.Begin(output, hasScreen: true, 14, 2);
        writer.OnScreen(1024, 768, SurfaceFormat.Xrgb32);
        writer.OnFill(new Rect(1000, 700, 1024, 768), [], 0x010203);
        writer.OnFill(new Rect(10, 20, 40, 60), Clip, 0xFFEEDD);
        writer.OnCopy(new Rect(0, 0, 512, 300), [], new Point(100, 200));
        writer.OnCopy(new Rect(10, 20, 40, 60), Clip, new Point(5, 6));
        writer.OnImage(new Rect(3, 4, 8, 10), [], [1, 2, 3]);
        writer.OnImage(new Rect(10, 20, 40, 60), Clip, [9]);
        WriteGeneral(writer);
        writer.OnPixels(new Rect(8, 16, 72, 24), []);
        writer.OnPixels(new Rect(0, 0, 8, 8), [7, 7]);
        return output.WrittenSpan.ToArray();
    }

    private static void WriteGeneral(IFrameWriter writer)
    {
        writer.OnSurface(3, 64, 48, SurfaceFormat.Argb32, null);
        writer.OnSurface(-7, 5, 4, SurfaceFormat.Rgb565, Carried(ImageForm.Xrgb, 5, 4, 1, 2));
        writer.OnDraw(
            new DrawPart
            {
                Kind = CommandKind.Glyphs,
                Area = new Rect(100, 50, 140, 62),
                Brush = new BrushPart(0x102030, null, default),
                Glyphs =
                [
                    new GlyphPart(Carried(ImageForm.Bits, 9, 1, 128, 0), new Point(101, 52)),
                    new GlyphPart(ImageItem.Named(300), new Point(109, 52)),
                ],
            }
        );
        writer.OnDraw(
            new DrawPart
            {
                Kind = CommandKind.Blend,
                SurfaceId = 3,
                Area = Rect.FromSize(-5, -6, 40, 30),
                Clip = Clip,
                Mask = new MaskPart(Carried(ImageForm.Coverage, 2, 1, 0, 99), new Point(-1, 2)),
                Pixels = new SourcePart(
                    Carried(ImageForm.Argb, 1, 1, 1, 2, 3) with
                    {
                        Alpha = new byte[] { 4 },
                    },
                    -1,
                    new Rect(0, 0, 1, 1)
                ),
                Code = 200,
                HasAlpha = true,
            }
        );
        writer.OnDraw(
            new DrawPart
            {
                Kind = CommandKind.Rop3,
                Area = new Rect(0, 0, 9, 9),
                Pixels = new SourcePart(null, 3, Rect.FromSize(7, 8, 18, 4)),
                Brush = new BrushPart(
                    0,
                    new SourcePart(ImageItem.Named(5), -1, Rect.FromSize(1, 2, 3, 4)),
                    new Point(-3, 4)
                ),
                Code = 90,
            }
        );
        writer.OnDraw(
            new DrawPart
            {
                Kind = CommandKind.Transparent,
                Area = new Rect(1, 1, 3, 3),
                Pixels = new SourcePart(ImageItem.Named(0), -1, new Rect(0, 0, 2, 2)),
                TransparentColor = 0x00FF00FF,
            }
        );
        writer.OnDraw(
            new DrawPart
            {
                Kind = CommandKind.Fill,
                SurfaceId = 3,
                Area = new Rect(1, 1, 3, 3),
                Rop = RasterOp.Xor,
                Brush = new BrushPart(0x80000001, null, default),
            }
        );
        writer.OnSurfaceGone(3);
    }

    private static ImageItem Carried(ImageForm form, int width, int height, params byte[] payload) =>
        new()
        {
            Form = form,
            Width = width,
            Height = height,
            Payload = payload,
        };

    private sealed class Listener : IFrameSink
    {
        public List<string> Parts { get; } = [];

        public void OnScreen(int width, int height, SurfaceFormat format) =>
            Parts.Add($"screen {width}x{height} {format}");

        public void OnFill(Rect area, ReadOnlySpan<Rect> clip, uint color) =>
            Parts.Add($"fill {area} {color:X6}{Describe(clip)}");

        public void OnCopy(Rect area, ReadOnlySpan<Rect> clip, Point source) =>
            Parts.Add($"copy {area} from {source.X},{source.Y}{Describe(clip)}");

        public void OnImage(Rect area, ReadOnlySpan<Rect> clip, ReadOnlySpan<byte> payload) =>
            Parts.Add($"image {area} payload {string.Join('-', payload.ToArray())}{Describe(clip)}");

        public void OnPixels(Rect area, ReadOnlySpan<byte> payload) =>
            Parts.Add($"pixels {area} payload {string.Join('-', payload.ToArray())}");

        public void OnDraw(DrawPart part) => Parts.Add(PartText.Of(part));

        public void OnSurface(int surfaceId, int width, int height, SurfaceFormat format, ImageItem? initial) =>
            Parts.Add(
                $"surface {surfaceId} {width}x{height} {format}"
                    + (initial is { } image ? $" {PartText.Of(image)}" : "")
            );

        public void OnSurfaceGone(int surfaceId) => Parts.Add($"surface {surfaceId} gone");

        private static string Describe(ReadOnlySpan<Rect> clip) =>
            clip.IsEmpty ? "" : $" clip {string.Join("; ", clip.ToArray())}";
    }
}
