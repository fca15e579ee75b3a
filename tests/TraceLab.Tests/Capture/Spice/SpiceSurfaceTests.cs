using TraceLab.Core.Commands;
using TraceLab.Core.Geometry;
using TraceLab.Core.Pixels;

namespace TraceLab.Tests.Capture.Spice;

/// <summary>Surfaces that come and go, their initial content, cursors, and the clock.</summary>
public sealed class SpiceSurfaceTests
{
    private static readonly Rect One = new(0, 0, 1, 1);

    [Theory]
    [InlineData(-8, "000002 000001")]
    [InlineData(8, "000001 000002")]
    public void A_negative_stride_puts_the_first_row_last_in_memory(int stride, string expected)
    {
        byte[] memory = [1, 0, 0, 9, 0, 0, 0, 0, 2, 0, 0, 9, 0, 0, 0, 0];
        var replay = new SpiceReplay(new SpiceRecordingBuilder().Screen(1, 2, kept: memory, stride: stride));

        Assert.Equal(expected, string.Join(' ', replay.Screen()));
    }

    [Theory]
    [InlineData(16, "FF0000 0000FF")]
    [InlineData(80, "7B8200 0000FF")]
    public void Sixteen_bit_screens_start_with_their_memory_widened(int format, string expected)
    {
        byte[] memory = [0, 0x7C, 0x1F, 0];
        var replay = new SpiceReplay(new SpiceRecordingBuilder().Screen(2, 1, format, memory));

        Assert.Equal(expected, replay.Screen()[0]);
    }

    [Fact]
    public void An_empty_screen_carries_no_image()
    {
        var kept = new SpiceReplay(new SpiceRecordingBuilder().Screen(1, 1, kept: new byte[4]));
        var cleared = new SpiceReplay(new SpiceRecordingBuilder().Screen(1, 1));

        Assert.Null(Assert.Single(kept.Events.OfType<SurfaceCreated>()).Initial);
        Assert.Null(Assert.Single(cleared.Events.OfType<SurfaceCreated>()).Initial);
    }

    [Fact]
    public void A_screen_that_the_server_refused_has_no_payload()
    {
        var replay = new SpiceReplay(new SpiceRecordingBuilder().Event(1, 20).Event(1, 2));

        Assert.Equal(2, replay.Result.Events);
        Assert.Null(replay.Surfaces.Screen);
    }

    [Fact]
    public void Commands_recorded_behind_a_destroy_message_are_still_drawn_before_it()
    {
        var recording = new SpiceRecordingBuilder()
            .Screen(1, 1)
            .Event(1, 19)
            .CreateSurface(4, 1, 1)
            .Fill(One, b => b.Solid(5))
            .Event(1, 2)
            .CreateSurface(4, 3, 3);
        var replay = new SpiceReplay(recording);

        Assert.Equal(
            [
                typeof(SurfaceCreated),
                typeof(SurfaceCreated),
                typeof(FillCommand),
                typeof(SurfaceDestroyed),
                typeof(SurfaceDestroyed),
                typeof(SurfaceCreated),
                typeof(SessionEnded),
            ],
            replay.Events.Select(e => e.GetType())
        );
        Assert.True(replay.Surfaces.TryGet(4, out var surface));
        Assert.Equal(3, surface.Width);
    }

    [Fact]
    public void Surfaces_that_exist_already_or_not_at_all_are_refused()
    {
        var recording = new SpiceRecordingBuilder()
            .Screen(1, 1)
            .CreateSurface(1, 1, 1)
            .CreateSurface(1, 2, 2)
            .CreateSurface(1024, 1, 1)
            .DestroySurface(9)
            .Fill(One, b => b.Solid(1), surface: 9)
            .ImageDraw(3, One, i => i.SurfaceImage(9), One);
        var replay = new SpiceReplay(recording);

        Assert.Equal(5, replay.Result.Ineffective);
        Assert.Empty(replay.Causes());
    }

    [Fact]
    public void Surfaces_of_a_restored_guest_are_a_loss()
    {
        var recording = new SpiceRecordingBuilder()
            .Screen(1, 1)
            .Event(1, 25)
            .ImageDraw(3, One, i => i.SurfaceImage(9), One);

        Assert.Equal(["restored-commands", "restored-surface"], new SpiceReplay(recording).Causes());
    }

    [Fact]
    public void Alpha_only_surfaces_are_a_loss_where_they_are_used()
    {
        var recording = new SpiceRecordingBuilder()
            .Screen(1, 1)
            .CreateSurface(2, 1, 1, 8)
            .ImageDraw(3, One, i => i.SurfaceImage(2), One);

        Assert.Equal(["surface-format", "surface-format"], new SpiceReplay(recording).Causes());
    }

    [Fact]
    public void Depths_do_not_mix_without_scaling()
    {
        var recording = new SpiceRecordingBuilder()
            .Screen(1, 1)
            .CreateSurface(2, 1, 1, 80)
            .ImageDraw(3, One, i => i.SurfaceImage(2), One);

        Assert.Equal(["surface-depth"], new SpiceReplay(recording).Causes());
    }

    [Fact]
    public void Quic_images_are_a_loss()
    {
        var recording = new SpiceRecordingBuilder().Screen(1, 1).ImageDraw(3, One, i => i.Quic(1, 1, new byte[8]), One);
        var replay = new SpiceReplay(recording);

        Assert.Equal(["quic-image"], replay.Causes());
        Assert.Equal(1, replay.Result.Losses["quic-image"]);
    }

    [Fact]
    public void Time_counts_from_the_first_event_and_ends_with_the_last_of_any_kind()
    {
        var replay = new SpiceReplay(
            new SpiceRecordingBuilder().Event(1, 8).Screen(1, 1).Fill(One, b => b.Solid(1)).Event(1, 2)
        );

        Assert.Equal([1_000_000, 2_000_000, 3_000_000], replay.Events.Select(e => e.TimeNanoseconds));
        Assert.IsType<SessionEnded>(replay.Events[^1]);
        Assert.Equal(3_000_000, replay.Result.DurationNanoseconds);
        Assert.Equal(3, replay.Result.LastCounter);
    }

    [Fact]
    public void Cursors_are_kept_as_they_are()
    {
        var recording = new SpiceRecordingBuilder()
            .Event(
                0,
                3,
                b =>
                    b.Line("cursor_cmd")
                        .Line("type 0")
                        .Line("point16 -3 4")
                        .Line("u.set.visible 1")
                        .Line("header.unique 77")
                        .Line("header.type 1")
                        .Line("header.width 8")
                        .Line("header.height 1")
                        .Line("header.hot_spot_x 2")
                        .Line("header.hot_spot_y 0")
                        .Line("data_size 2")
                        .Chunks("cursor", [1], [2])
            )
            .Event(1, 22);
        var replay = new SpiceReplay(recording);

        var set = Assert.IsType<CursorChanged>(replay.Events[0]);
        Assert.Equal((CursorAction.Set, new Point(-3, 4), true), (set.Action, set.Position, set.Visible));
        Assert.Equal(
            (1, 8, 1, 2, 0),
            (set.Shape!.Type, set.Shape.Width, set.Shape.Height, set.Shape.HotX, set.Shape.HotY)
        );
        Assert.Equal([1, 2], set.Shape.Data);
        Assert.Equal(CursorAction.Hide, Assert.IsType<CursorChanged>(replay.Events[1]).Action);
    }

    [Fact]
    public void Blobs_may_be_deflated_and_split()
    {
        var recording = new SpiceRecordingBuilder()
            .Screen(1, 1)
            .Draw(
                3,
                One,
                b =>
                    b.Line("image 1")
                        .Line("descriptor.id 0")
                        .Line("descriptor.type 0")
                        .Line("descriptor.flags 0")
                        .Line("descriptor.width 1")
                        .Line("descriptor.height 1")
                        .Line("bitmap.format 8")
                        .Line("bitmap.flags 4")
                        .Line("bitmap.x 1")
                        .Line("bitmap.y 1")
                        .Line("bitmap.stride 4")
                        .Line("has_palette 0")
                        .Line("data_chunks 2 4")
                        .Blob("bitmap.data", [0x56], deflated: true)
                        .Blob("bitmap.data", [])
                        .Blob("bitmap.data", [0x34, 0x12, 0])
                        .Rectangle("src_area", One)
                        .Line("rop_descriptor 8")
                        .Line("scale_mode 1")
                        .With(SpiceRecordingBuilder.NoMask)
            );

        Assert.Equal("123456", new SpiceReplay(recording).Screen()[0]);
    }

    [Fact]
    public void Surfaces_larger_than_the_limits_are_a_loss_and_allocate_nothing()
    {
        var replay = new SpiceReplay(new SpiceRecordingBuilder().CreateSurface(1, Surface.MaxSide + 1, 1));

        Assert.Equal(["surface-format"], replay.Causes());
    }
}
