using TraceLab.Core.Geometry;
using TraceLab.Results;

namespace TraceLab.Tests.Simulation.Policies.Peers;

public class PeerPolicyTests
{
    [Fact]
    public void Tigervnc_keeps_the_distance_with_the_larger_area()
    {
        var session = Noise()
            .At(20)
            .Copy(Rect.FromSize(0, 0, 64, 64), 0, 128)
            .Copy(Rect.FromSize(128, 0, 128, 96), 128, 128)
            .Copy(Rect.FromSize(256, 0, 32, 32), 256, 128);

        var run = Play(session, "tigervnc");

        Assert.Equal(
            [DecisionReason.Sent, DecisionReason.Sent, DecisionReason.Sent],
            run.Decisions.Where(one => one.Kind == "copy").Select(one => one.Reason)
        );
        var other = Play(
            Noise().At(20).Copy(Rect.FromSize(0, 0, 64, 64), 0, 100).Copy(Rect.FromSize(128, 0, 128, 96), 128, 128),
            "tigervnc"
        );
        Assert.Equal(
            [DecisionReason.KindNotNamed, DecisionReason.Sent],
            other.Decisions.Where(one => one.Kind == "copy").Select(one => one.Reason)
        );
    }

    [Fact]
    public void Guacamole_copies_whole_cells_from_any_place()
    {
        var run = Play(Noise().At(20).Copy(Rect.FromSize(64, 64, 128, 64), 101, 7), "guacamole");

        Assert.Equal(
            ["64,64 64x64 sent", "128,64 64x64 sent"],
            run.Decisions.Where(one => one.Kind == "copy").Select(Text),
            StringComparer.Ordinal
        );
        Assert.Equal(0, run.Result.Frames[1].RegionsAsPixels);
    }

    [Fact]
    public void Guacamole_misses_what_is_smaller_than_a_cell() =>
        Assert.DoesNotContain(
            Play(Noise().At(20).Copy(Rect.FromSize(64, 64, 56, 56), 101, 7), "guacamole").Decisions,
            one => one.Kind == "copy"
        );

    [Theory]
    [InlineData(24)]
    [InlineData(-13)]
    public void Xpra_scrolls_whole_rows(int distance)
    {
        var area = new Rect(0, 64, 400, 192);
        var run = Play(Noise().At(20).Copy(area.Offset(0, distance), area.Left, area.Top), "xpra");

        var copies = run.Decisions.Where(one => one is { Kind: "copy", Frame: 2 }).ToArray();
        Assert.NotEmpty(copies);
        Assert.All(copies, copy => Assert.Equal((0, 400), (copy.X, copy.Width)));
        Assert.InRange(run.Result.Frames[1].EncodedBytes, 1, run.Result.Frames[1].RawBytes / 2);
    }

    [Fact]
    public void Xpra_misses_what_moves_aside() =>
        Assert.DoesNotContain(
            Play(Noise().At(20).Copy(Rect.FromSize(40, 40, 200, 100), 64, 40), "xpra").Decisions,
            one => one.Kind == "copy"
        );

    [Fact]
    public void Preferences_send_their_kinds_whatever_they_cost()
    {
        var session = Noise()
            .At(20)
            .Fill(new Rect(0, 0, 30, 30), 0xC02020)
            .Copy(new Rect(0, 0, 64, 64), 128, 128)
            .Noise(new Rect(100, 100, 101, 101), 3);

        Assert.Equal("kind_not_named sent kind_not_named", Reasons(session, "always-copy"));
        Assert.Equal("sent sent kind_not_named", Reasons(session, "always-fill"));
        Assert.Equal("sent sent sent", Reasons(session, "primitives"));
    }

    [Fact]
    public void What_reads_changed_pixels_stays_under_every_preference()
    {
        var session = Noise().At(20).Noise(new Rect(0, 0, 16, 16), 2).Copy(new Rect(32, 32, 48, 48), 0, 0);

        Assert.Equal("kind_not_named source_changed", Reasons(session, "always-copy"));
        Assert.Equal("sent sent", Reasons(session, "primitives"));
    }

    [Fact]
    public void Encoded_size_weighs_what_the_codec_really_makes()
    {
        // A large image of one colour: many raw bytes, hardly any encoded ones.
        var session = Noise().At(20).Fill(new Rect(0, 0, 64, 64), 0x123456).Noise(new Rect(128, 128, 192, 192), 5);

        Assert.Equal("sent not_cheaper", Reasons(session, "encoded-size", "zstd"));
    }

    private static string Reasons(SessionBuilder session, string policy, string codec = "raw") =>
        string.Join(
            ' ',
            Play(session, policy, codec).Decisions.Where(one => one.Frame == 2).Select(one => one.Reason.Name())
        );

    private static string Text(PrimitiveDecision one) =>
        $"{one.X},{one.Y} {one.Width}x{one.Height} {one.Reason.Name()}";

    private static SimulatedRun Play(SessionBuilder session, string policy, string codec = "raw") =>
        SimulatedRun.AssertExact(session.Events, [SimulatedRun.Settings(policy, codec, "compact")])[0];

    private static SessionBuilder Noise() => SessionBuilder.Screen(400, 256).Noise(new Rect(0, 0, 400, 256), 1);
}
