using TraceLab.Core.Commands;
using TraceLab.Core.Geometry;

namespace TraceLab.Tests.Capture.Spice;

/// <summary>TEXT: glyphs of one, four and eight bits, brushes, the area behind.</summary>
public sealed class SpiceTextTests
{
    private const int OneBit = 1;
    private const int FourBits = 2;
    private const int EightBits = 4;

    private static readonly Rect Whole = new(0, 0, 4, 2);

    [Fact]
    public void One_bit_glyphs_paint_the_brush_bottom_row_first_in_memory()
    {
        // 2x2, origin one left of the position: row 1 is 11, row 0 is 01.
        var glyph = Glyph(2, 0, -1, 0, 2, 2, 0b1100_0000, 0b0100_0000);
        var replay = new SpiceReplay(New().Draw(11, Whole, b => Text(b, OneBit, 1, glyph, b => b.Solid(0x123456))));

        Assert.Equal(["000000 000000 123456 000000", "000000 123456 123456 000000"], replay.Screen());
        Assert.Empty(replay.Causes());
    }

    [Fact]
    public void The_area_behind_is_painted_first_and_only_inside_the_box()
    {
        var glyph = Glyph(0, 0, 0, 0, 1, 1, 0x80);
        var recording = New()
            .Draw(
                11,
                new Rect(0, 0, 2, 1),
                b => Text(b, OneBit, 1, glyph, b => b.Solid(0xFF), new Rect(-5, 0, 9, 9), b => b.Solid(0xFF00))
            );

        Assert.Equal(
            ["0000FF 00FF00 000000 000000", "000000 000000 000000 000000"],
            new SpiceReplay(recording).Screen()
        );
    }

    [Fact]
    public void Four_bit_glyphs_blend_and_never_reach_full_coverage()
    {
        // Coverage 0xF0, then 0x80: mul(0xFF, 0xF0) = 0xF0, mul(0xFF, 0x80) = 0x80.
        var glyph = Glyph(0, 0, 0, 0, 2, 1, 0xF8);
        var replay = new SpiceReplay(New().Draw(11, Whole, b => Text(b, FourBits, 1, glyph, b => b.Solid(0xFFFFFF))));

        Assert.Equal("F0F0F0 808080 000000 000000", replay.Screen()[0]);
    }

    [Fact]
    public void Overlapping_glyphs_are_joined_before_they_blend()
    {
        byte[] glyphs = [.. Glyph(0, 0, 0, 0, 1, 1, 0x80), .. Glyph(0, 0, 0, 0, 1, 1, 0x40)];
        var replay = new SpiceReplay(New().Draw(11, Whole, b => Text(b, FourBits, 2, glyphs, b => b.Solid(0xFFFFFF))));

        Assert.Equal("808080", replay.Screen()[0][..6]);
        Assert.Single(Assert.Single(replay.Events.OfType<GlyphsCommand>()).Glyphs);
    }

    [Fact]
    public void Eight_bit_glyphs_blend_and_are_reported_since_the_server_reads_them_wrongly()
    {
        var glyph = Glyph(0, 0, 0, 0, 2, 1, 0xFF, 0x01);
        var replay = new SpiceReplay(New().Draw(11, Whole, b => Text(b, EightBits, 1, glyph, b => b.Solid(0xFFFFFF))));

        Assert.Equal("FFFFFF 010101 000000 000000", replay.Screen()[0]);
        Assert.Equal(["text-8-bit"], replay.Causes());
    }

    [Fact]
    public void Glyphs_may_be_painted_with_a_pattern()
    {
        var glyph = Glyph(0, 0, 0, 0, 3, 1, 0b1110_0000);
        void Brush(SpiceRecordingBuilder b) => b.Pattern(i => i.Pixels(2, 1, 2), new Point(1, 0));
        var replay = new SpiceReplay(New().Draw(11, Whole, b => Text(b, OneBit, 1, glyph, Brush)));

        Assert.Equal("000002 000001 000002 000000", replay.Screen()[0]);
    }

    [Fact]
    public void Without_a_brush_only_the_area_behind_is_painted()
    {
        var glyph = Glyph(0, 0, 0, 0, 1, 1, 0x80);
        void None(SpiceRecordingBuilder b) => b.Line("type 0");
        var recording = New()
            .Draw(11, Whole, b => Text(b, OneBit, 1, glyph, None, new Rect(0, 0, 1, 1), b => b.Solid(7)));

        Assert.Equal("000007 000000 000000 000000", new SpiceReplay(recording).Screen()[0]);
    }

    [Fact]
    public void Glyphs_that_end_too_early_are_a_loss()
    {
        var replay = new SpiceReplay(
            New().Draw(11, Whole, b => Text(b, OneBit, 2, Glyph(0, 0, 0, 0, 1, 1, 0x80), b => b.Solid(1)))
        );

        Assert.Equal(["text-string"], replay.Causes());
    }

    private static byte[] Glyph(int x, int y, int originX, int originY, int width, int height, params byte[] rows) =>
        [
            .. SpiceRecordingBuilder.Packed(x, y, originX, originY),
            (byte)width,
            (byte)(width >> 8),
            (byte)height,
            (byte)(height >> 8),
            .. rows,
        ];

    private static void Text(
        SpiceRecordingBuilder b,
        int flags,
        int count,
        byte[] glyphs,
        Action<SpiceRecordingBuilder> fore,
        Rect backArea = default,
        Action<SpiceRecordingBuilder>? back = null
    ) =>
        b.Line($"data_size {glyphs.Length}")
            .Line($"length {count}")
            .Line($"flags {flags}")
            .Chunks("string", glyphs[..1], glyphs[1..])
            .Rectangle("back_area", backArea)
            .With(fore)
            .With(back ?? (n => n.Line("type 0")))
            .Line("fore_mode 8")
            .Line("back_mode 8");

    private static SpiceRecordingBuilder New() => new SpiceRecordingBuilder().Screen(4, 2);
}
