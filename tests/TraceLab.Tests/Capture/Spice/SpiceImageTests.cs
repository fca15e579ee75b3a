using TraceLab.Core.Commands;
using TraceLab.Core.Geometry;

namespace TraceLab.Tests.Capture.Spice;

/// <summary>COPY, BLEND, OPAQUE, ROP3, TRANSPARENT and COPY_BITS.</summary>
public sealed class SpiceImageTests
{
    private static readonly Rect Whole = new(0, 0, 4, 1);

    public static TheoryData<int, int, byte[], uint[]?, string> Formats { get; } =
        new()
        {
            { 1, 1, [0b0101], [0x0A0B0C, 0x0D0E0F], "0D0E0F 0A0B0C 0D0E0F 0A0B0C" },
            { 2, 1, [0b0101_0000], [0x0A0B0C, 0x0D0E0F], "0A0B0C 0D0E0F 0A0B0C 0D0E0F" },
            { 3, 2, [0x21, 0x03], [1, 2, 3, 4], "000002 000003 000004 000001" },
            { 4, 2, [0x21, 0x03], [1, 2, 3, 4], "000003 000002 000001 000004" },
            { 5, 4, [3, 2, 1, 0], [0xFF000001, 2, 3, 4], "000004 000003 000002 000001" },
            { 6, 8, [0x00, 0x7C, 0xE0, 0x83, 0x1F, 0, 0x21, 0x04], null, "FF0000 00FF00 0000FF 080808" },
            { 7, 12, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12], null, "030201 060504 090807 0C0B0A" },
            { 8, 16, [1, 2, 3, 99, 4, 5, 6, 99, 7, 8, 9, 99, 10, 11, 12, 99], null, "030201 060504 090807 0C0B0A" },
            { 9, 16, [1, 2, 3, 0, 4, 5, 6, 0, 7, 8, 9, 0, 10, 11, 12, 0], null, "030201 060504 090807 0C0B0A" },
            { 10, 4, [1, 2, 3, 4], null, "000000 000000 000000 000000" },
        };

    [Theory]
    [MemberData(nameof(Formats))]
    public void Every_bitmap_format_is_understood(int format, int stride, byte[] data, uint[]? palette, string expected)
    {
        var recording = New().ImageDraw(3, Whole, i => i.Bitmap(format, 4, 1, stride, data, palette), Whole);
        var replay = new SpiceReplay(recording);

        Assert.Equal(expected, replay.Screen()[0]);
        Assert.Empty(replay.Causes());
    }

    [Theory]
    [InlineData(SpiceRecordingBuilder.TopDown, "000001 000002")]
    [InlineData(SpiceRecordingBuilder.TopDown | 1, "000001 000002")]
    [InlineData(0, "000002 000001")]
    public void Rows_stand_either_way_in_memory_and_may_be_padded(uint flags, string expected)
    {
        byte[] data = [1, 0, 0, 0, 9, 9, 9, 9, 2, 0, 0, 0, 9, 9, 9, 9];
        var recording = new SpiceRecordingBuilder()
            .Screen(1, 2)
            .ImageDraw(3, new Rect(0, 0, 1, 2), i => i.Bitmap(8, 1, 2, 8, data, flags: flags), new Rect(0, 0, 1, 2));

        Assert.Equal(expected, string.Join(' ', new SpiceReplay(recording).Screen()));
    }

    [Fact]
    public void Only_the_named_part_of_an_image_is_kept()
    {
        var recording = New().ImageDraw(5, new Rect(1, 0, 3, 1), i => i.Pixels(4, 1, 2, 3, 4), new Rect(2, 0, 4, 1));
        var replay = new SpiceReplay(recording);

        Assert.Equal("000000 000003 000004 000000", replay.Screen()[0]);
        Assert.Equal(2, Assert.Single(replay.Events.OfType<ImageCommand>()).Image.Width);
    }

    [Fact]
    public void Nearest_scaling_takes_the_pixel_under_the_centre()
    {
        // Centres of four pixels fall on 0.375, 1.125, 1.875 and 2.625 of three.
        var recording = New().ImageDraw(3, Whole, i => i.Pixels(3, 1, 2, 3), new Rect(0, 0, 3, 1));

        Assert.Equal("000001 000002 000002 000003", new SpiceReplay(recording).Screen()[0]);
    }

    [Fact]
    public void A_centre_on_the_edge_of_two_pixels_belongs_to_the_first()
    {
        var recording = New().ImageDraw(3, new Rect(0, 0, 2, 1), i => i.Pixels(4, 1, 2, 3, 4), new Rect(0, 0, 4, 1));

        Assert.Equal("000001 000003 000000 000000", new SpiceReplay(recording).Screen()[0]);
    }

    [Fact]
    public void Interpolated_scaling_is_a_loss_and_its_absence_is_not()
    {
        var recording = New()
            .ImageDraw(3, Whole, i => i.Pixels(2, 1, 2), new Rect(0, 0, 2, 1), scaleMode: 0)
            .ImageDraw(3, Whole, i => i.Pixels(4, 1, 2, 3, 4), Whole, scaleMode: 0);
        var replay = new SpiceReplay(recording);

        Assert.Equal(["interpolated-scaling"], replay.Causes());
        Assert.Equal(Whole, Assert.Single(replay.Events.OfType<DataLost>()).Area);
        Assert.Equal("000001 000002 000003 000004", replay.Screen()[0]);
    }

    [Fact]
    public void A_copy_whose_part_reaches_outside_its_bitmap_is_refused()
    {
        var replay = new SpiceReplay(
            New()
                .ImageDraw(3, Whole, i => i.Pixels(2, 1, 2), Whole)
                .ImageDraw(3, Whole, SpiceRecordingBuilder.NoImage, Whole)
        );

        Assert.Equal(2, replay.Result.Ineffective);
        Assert.Empty(replay.Causes());
    }

    [Fact]
    public void Copies_between_surfaces_read_what_was_drawn_there()
    {
        var recording = New()
            .CreateSurface(1, 4, 1)
            .Fill(new Rect(0, 0, 2, 1), b => b.Solid(0x123456), surface: 1)
            .ImageDraw(3, new Rect(0, 0, 3, 1), i => i.SurfaceImage(1), new Rect(1, 0, 4, 1));
        var replay = new SpiceReplay(recording);

        Assert.Equal("123456 000000 000000 000000", replay.Screen()[0]);
        Assert.Equal(CommandKind.Copy, replay.Events.OfType<DrawingCommand>().Last().Kind);
    }

    [Theory]
    [InlineData(0, 1, "000001 000001 000002 000003")]
    [InlineData(1, 0, "000002 000003 000004 000004")]
    public void Copied_bits_move_as_if_read_first(int from, int to, string expected)
    {
        var recording = New()
            .ImageDraw(3, Whole, i => i.Pixels(4, 1, 2, 3, 4), Whole)
            .Draw(4, new Rect(to, 0, to + 3, 1), b => b.Line($"point {from} 0"));

        Assert.Equal(expected, new SpiceReplay(recording).Screen()[0]);
    }

    [Fact]
    public void Copied_bits_from_outside_the_surface_are_not_drawn()
    {
        var recording = New()
            .ImageDraw(3, Whole, i => i.Pixels(4, 1, 2, 3, 4), Whole)
            .Draw(4, new Rect(0, 0, 3, 1), b => b.Line("point 2 0"));

        Assert.Equal("000003 000004 000003 000004", new SpiceReplay(recording).Screen()[0]);
    }

    [Fact]
    public void Opaque_copies_the_image_and_combines_the_brush_with_it()
    {
        // Or of brush and image, the image inverted: its descriptor bit is that of the source.
        var recording = New()
            .ImageDraw(
                2,
                new Rect(0, 0, 2, 1),
                i => i.Pixels(2, 0xFFFF00, 0xFF00FF),
                new Rect(0, 0, 2, 1),
                rop: 16 + 1,
                brush: b => b.Solid(0x0F0000)
            );
        var replay = new SpiceReplay(recording);

        Assert.Equal("0F00FF 0FFF00 000000 000000", replay.Screen()[0]);
        Assert.Equal([CommandKind.Image, CommandKind.Fill], replay.Events.OfType<DrawingCommand>().Select(c => c.Kind));
    }

    [Fact]
    public void Opaque_without_an_image_takes_the_drawables_own_area()
    {
        var recording = New()
            .ImageDraw(3, Whole, i => i.Pixels(4, 1, 2, 3, 4), Whole)
            .ImageDraw(
                2,
                new Rect(0, 0, 2, 1),
                SpiceRecordingBuilder.NoImage,
                new Rect(1, 0, 3, 1),
                rop: 16,
                brush: b => b.Solid(0x100000),
                self: new Rect(1, 0, 4, 1)
            );

        Assert.Equal("100003 100004 000003 000004", new SpiceReplay(recording).Screen()[0]);
    }

    [Fact]
    public void Rop3_codes_are_their_own_truth_tables()
    {
        // The definition of the codes: with these three operands the result is the code itself.
        var box = new Rect(0, 0, 1, 1);
        for (var code = 0; code <= 255; code++)
        {
            var recording = New()
                .Fill(box, b => b.Solid(0xAAAAAA))
                .ImageDraw(9, box, i => i.Pixels(1, 0xCCCCCC), box, rop: code, brush: b => b.Solid(0xF0F0F0));

            Assert.Equal($"{code:X2}{code:X2}{code:X2}", new SpiceReplay(recording).Screen()[0][..6]);
        }
    }

    [Fact]
    public void Transparent_leaves_out_one_colour_whatever_the_fourth_byte()
    {
        var recording = New()
            .Fill(Whole, b => b.Solid(0x777777))
            .Draw(
                12,
                Whole,
                b =>
                    b.Pixels(4, 1, 0xFF000002, 2, 3)
                        .Rectangle("src_area", Whole)
                        .Line("src_color 0")
                        .Line("true_color 2")
            );

        Assert.Equal("000001 777777 777777 000003", new SpiceReplay(recording).Screen()[0]);
    }

    private static SpiceRecordingBuilder New() => new SpiceRecordingBuilder().Screen(4, 1);
}
