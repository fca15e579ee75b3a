using TraceLab.Core.Commands;
using TraceLab.Core.Geometry;

namespace TraceLab.Tests.Capture.Spice;

/// <summary>ALPHA_BLEND and COMPOSITE: rounding, and where alpha comes from.</summary>
public sealed class SpiceBlendTests
{
    private static readonly Rect One = new(0, 0, 1, 1);

    [Theory]
    [InlineData(0x80400020, 255, "905070")] // 0x40, 0 and 0x20, each with mul(0xA0, 0x7F)
    [InlineData(0x00000000, 255, "A0A0A0")]
    [InlineData(0xFF123456, 255, "123456")]
    [InlineData(0x80400020, 0, "A0A0A0")]
    public void Premultiplied_pixels_go_over_the_surface(uint pixel, int alpha, string expected)
    {
        // mul(0xA0, 0x7F) = (160 * 127 + 128) * 257 >> 16 = 80 = 0x50.
        var replay = new SpiceReplay(New().Draw(13, One, b => Blend(b, 0, alpha, i => i.PixelsWithAlpha(1, pixel))));

        Assert.Equal(expected, replay.Screen()[0]);
    }

    [Fact]
    public void Constant_alpha_fades_pixels_that_have_none()
    {
        // mul(0xFF, 0x40) + mul(0xA0, 0xBF) = 0x40 + 120 = 0xB8; mul(0, …) + 120 = 0x78.
        var recording = New().Draw(13, One, b => Blend(b, 0, 0x40, i => i.Pixels(1, 0x00FF00FF)));

        Assert.Equal("B878B8", new SpiceReplay(recording).Screen()[0]);
    }

    [Theory]
    [InlineData(0, "204060")] // the surface's fourth byte does not count: an opaque copy
    [InlineData(2, "7090B0")] // it counts: each channel with mul(0xA0, 0x7F)
    public void An_xrgb_surface_blends_with_its_fourth_byte_only_when_told_to(int flags, string expected)
    {
        var recording = New()
            .CreateSurface(3, 1, 1)
            .ImageDraw(3, One, i => i.Pixels(1, 0x80204060), One, surface: 3)
            .Draw(13, One, b => Blend(b, flags, 255, i => i.SurfaceImage(3)));
        var replay = new SpiceReplay(recording);

        Assert.Equal(expected, replay.Screen()[0]);
        Assert.Empty(replay.Causes());
    }

    [Fact]
    public void Alpha_that_the_server_left_to_its_library_is_a_loss_when_somebody_blends_from_it()
    {
        var recording = New()
            .CreateSurface(3, 1, 1)
            .Draw(13, One, b => Blend(b, 0, 255, i => i.PixelsWithAlpha(1, 0x80204060)), surface: 3)
            .Draw(13, One, b => Blend(b, 2, 255, i => i.SurfaceImage(3)));

        Assert.Equal(["uncertain-alpha"], new SpiceReplay(recording).Causes());
    }

    [Fact]
    public void A_surface_with_alpha_keeps_whole_pixels()
    {
        var recording = New()
            .CreateSurface(3, 2, 1, 96)
            .ImageDraw(3, new Rect(0, 0, 2, 1), i => i.Pixels(2, 0x80204060, 1), new Rect(0, 0, 2, 1), surface: 3)
            .Fill(new Rect(1, 0, 2, 1), b => b.Solid(0x40302010), surface: 3);

        Assert.Equal(["80204060 40302010"], new SpiceReplay(recording).Rows(3, "X8"));
    }

    [Theory]
    [InlineData(1, CommandKind.Image, "204060")] // Src
    [InlineData(3, CommandKind.Blend, "7090B0")] // Over
    public void A_plain_composite_is_a_copy_or_a_blend(int operation, CommandKind kind, string expected)
    {
        var replay = new SpiceReplay(New().Draw(14, One, b => Composite(b, operation, false)));

        Assert.Equal(expected, replay.Screen()[0]);
        Assert.Equal(kind, replay.Events.OfType<DrawingCommand>().Last().Kind);
        Assert.Empty(replay.Causes());
    }

    [Theory]
    [InlineData(12, false)]
    [InlineData(3, true)]
    public void Other_operators_and_transforms_are_losses(int operation, bool transformed)
    {
        var replay = new SpiceReplay(New().Draw(14, One, b => Composite(b, operation, transformed)));

        Assert.Equal(["composite"], replay.Causes());
        Assert.Equal("A0A0A0", replay.Screen()[0]);
    }

    private static void Blend(SpiceRecordingBuilder b, int flags, int alpha, Action<SpiceRecordingBuilder> image) =>
        b.Line($"alpha_flags {flags}").Line($"alpha {alpha}").With(image).Rectangle("src_area", One);

    private static void Composite(SpiceRecordingBuilder b, int operation, bool transformed)
    {
        b.Line($"flags {operation}").PixelsWithAlpha(1, 0x80204060).Line($"src_transform {(transformed ? 1 : 0)}");
        if (transformed)
        {
            b.Blob("transform", new byte[24]);
        }

        b.Line("mask 0").Line("mask_transform 0").Line("src_origin 0 0").Line("mask_origin 0 0");
    }

    private static SpiceRecordingBuilder New() =>
        new SpiceRecordingBuilder().Screen(1, 1).Fill(One, b => b.Solid(0xA0A0A0));
}
