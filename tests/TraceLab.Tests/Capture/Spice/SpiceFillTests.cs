using TraceLab.Core.Geometry;

namespace TraceLab.Tests.Capture.Spice;

/// <summary>FILL, BLACKNESS, WHITENESS and INVERS, with clips and masks.</summary>
public sealed class SpiceFillTests
{
    private static readonly Rect Whole = new(0, 0, 4, 2);

    [Fact]
    public void A_solid_fill_paints_its_box()
    {
        var replay = new SpiceReplay(New().Fill(new Rect(1, 0, 3, 1), b => b.Solid(0xFF112233)));

        Assert.Equal(["000000 112233 112233 000000", "000000 000000 000000 000000"], replay.Screen());
        Assert.Empty(replay.Causes());
    }

    [Theory]
    [InlineData(8, "00F0F0")] // put the brush
    [InlineData(8 + 2, "FF0F0F")] // put the inverted brush
    [InlineData(8 + 1024, "FF0F0F")] // put, then invert
    [InlineData(8 + 2 + 1024, "00F0F0")]
    [InlineData(8 + 1, "00F0F0")] // a fill has no source to invert
    [InlineData(16, "FFFFF0")]
    [InlineData(32, "000000")]
    [InlineData(64, "FFFFF0")]
    [InlineData(64 + 4, "00000F")]
    [InlineData(32 + 4, "00F0F0")] // brush and not surface
    [InlineData(128, "000000")]
    [InlineData(256, "FFFFFF")]
    [InlineData(512, "00F0FF")] // not the surface
    public void A_rop_descriptor_combines_the_brush_with_the_surface(int rop, string expected)
    {
        var replay = new SpiceReplay(
            New().Fill(Whole, b => b.Solid(0xFF0F00)).Fill(Whole, b => b.Solid(0x00F0F0), rop)
        );

        Assert.Equal(expected, replay.Screen()[0][..6]);
    }

    [Fact]
    public void A_pattern_starts_at_its_origin_and_repeats_both_ways()
    {
        var recording = New()
            .Fill(Whole, b => b.Pattern(i => i.Pixels(2, 0x111111, 0x222222, 0x333333, 0x444444), new Point(1, 1)));

        Assert.Equal(
            ["444444 333333 444444 333333", "222222 111111 222222 111111"],
            new SpiceReplay(recording).Screen()
        );
    }

    [Fact]
    public void A_pattern_may_be_a_surface()
    {
        var recording = New()
            .CreateSurface(5, 2, 1)
            .Fill(new Rect(1, 0, 2, 1), b => b.Solid(0xABCDEF), surface: 5)
            .Fill(Whole, b => b.Pattern(i => i.SurfaceImage(5), default));

        Assert.Equal(
            ["000000 ABCDEF 000000 ABCDEF", "000000 ABCDEF 000000 ABCDEF"],
            new SpiceReplay(recording).Screen()
        );
    }

    [Fact]
    public void Clip_rectangles_limit_a_fill_and_may_overlap()
    {
        Rect[] clip = [new(0, 0, 2, 1), new(1, 0, 2, 2), new(-9, -9, 0, 0)];
        var recording = New().Fill(Whole, b => b.Solid(0xFFFFFF), rop: 64, clip: clip);

        Assert.Equal(
            ["FFFFFF FFFFFF 000000 000000", "000000 FFFFFF 000000 000000"],
            new SpiceReplay(recording).Screen()
        );
    }

    [Theory]
    [InlineData(6, "000000")]
    [InlineData(7, "FFFFFF")]
    [InlineData(8, "FF0000")]
    public void Blackness_whiteness_and_invers_need_no_brush(int type, string expected)
    {
        var recording = New().Fill(Whole, b => b.Solid(0x00FFFF)).Draw(type, Whole, SpiceRecordingBuilder.NoMask);

        Assert.Equal(expected, new SpiceReplay(recording).Screen()[1][^6..]);
    }

    [Theory]
    [InlineData(1, 0, "FFFFFF 000000 FFFFFF FFFFFF")] // bits 1011 from the lowest
    [InlineData(2, 0, "FFFFFF FFFFFF 000000 FFFFFF")] // bits 1101 from the highest
    [InlineData(1, 1, "000000 FFFFFF 000000 000000")]
    public void A_mask_lets_through_where_its_bits_are_set(int format, int flags, string expected)
    {
        var recording = New()
            .Draw(7, new Rect(0, 0, 4, 1), b => b.Mask(flags, default, i => i.Bitmap(format, 4, 1, 1, [0b1101_1101])));

        Assert.Equal(expected, new SpiceReplay(recording).Screen()[0]);
    }

    [Fact]
    public void A_mask_is_shifted_by_its_origin_and_nothing_is_drawn_beside_it()
    {
        // Bottom-up rows: 0b11 is the lower one. The mask's pixel (1,0) lies on the box's corner.
        var recording = New()
            .Fill(
                Whole,
                b => b.Solid(0x777777),
                mask: b => b.Mask(0, new Point(1, 0), i => i.Bitmap(1, 2, 2, 4, [3, 0, 0, 0, 1, 0, 0, 0], flags: 0))
            );

        Assert.Equal(
            ["000000 000000 000000 000000", "777777 000000 000000 000000"],
            new SpiceReplay(recording).Screen()
        );
    }

    [Fact]
    public void Solid_colours_of_16_bit_surfaces_are_raw_pixels()
    {
        var x555 = new SpiceReplay(New(16).Fill(Whole, b => b.Solid(0x7C01)));
        var r565 = new SpiceReplay(New(80).Fill(Whole, b => b.Solid(0x07E1)));

        Assert.Equal("FF0008", x555.Screen()[0][..6]);
        Assert.Equal("00FF08", r565.Screen()[0][..6]);
    }

    [Fact]
    public void A_box_outside_its_surface_is_refused_as_the_server_does()
    {
        var replay = new SpiceReplay(
            New().Fill(new Rect(0, 0, 5, 1), b => b.Solid(1)).Fill(Rect.Empty, b => b.Solid(1))
        );

        Assert.Equal(2, replay.Result.Ineffective);
        Assert.Equal(0, replay.Result.Commands.Sum());
        Assert.Empty(replay.Causes());
    }

    private static SpiceRecordingBuilder New(int format = 32) => new SpiceRecordingBuilder().Screen(4, 2, format);
}
