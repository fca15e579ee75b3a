using TraceLab.Core.Commands;
using TraceLab.Core.Geometry;
using TraceLab.Results;
using TraceLab.Simulation.Client;
using TraceLab.Simulation.Machine;

namespace TraceLab.Tests.Simulation.Client;

/// <summary>
/// Hazards H7 and H10: a client with off-screen surfaces is told only what is needed, and what it is told to copy from them
/// is what the adapter had.
/// </summary>
public class ClientSurfaceHazardTests
{
    private const uint Red = 0xC02020;
    private const uint Green = 0x20C020;
    private static readonly Rect s_all = new(0, 0, 32, 32);

    [Fact]
    public void What_is_drawn_off_screen_goes_when_it_is_shown_and_once()
    {
        var session = Screen()
            .Surface2(1, 32, 32)
            .Fill(s_all, Red, surface: 1)
            .Fill(new(4, 4, 9, 9), Green, surface: 1);
        session.At(40).Copy(s_all, 0, 0, source: 1).At(60).Copy(new(32, 0, 64, 32), 0, 0, source: 1);

        var run = Play(session);

        Assert.Equal("sent, sent", Copies(run));
        Assert.Equal([false, true, false], run.Result.Frames.Select(frame => frame.CacheBytes > 0));
        Assert.Equal(0, run.Result.Frames.Skip(1).Sum(frame => frame.PixelBytes));
    }

    [Fact]
    public void What_is_never_shown_costs_nothing()
    {
        var session = Screen().Surface2(1, 32, 32).Fill(s_all, Red, surface: 1).At(40).Fill(s_all, Green);

        Assert.Equal(0, Play(session).Result.Totals.CacheBytes);
    }

    [Fact]
    public void What_the_client_could_not_draw_is_not_copied_until_it_is_drawn_over()
    {
        // The client of this profile cannot invert, so the left half of its surface is wrong until the last fill.
        var session = Screen().Surface2(1, 32, 32).Fill(s_all, Red, surface: 1);
        session.Fill(new(0, 0, 16, 32), 0, RasterOp.Invert, surface: 1);
        session.At(40).Copy(new(0, 0, 16, 32), 0, 0, source: 1).At(60).Copy(new(32, 0, 48, 32), 16, 0, source: 1);
        session.At(80).Fill(new(0, 0, 16, 32), Green, surface: 1).At(100).Copy(new(0, 0, 16, 32), 0, 0, source: 1);

        Assert.Equal("client_cannot, sent, sent", Copies(Play(session, Plain)));
    }

    [Fact]
    public void H10_a_surface_that_was_replaced_or_is_gone_is_not_mistaken_for_its_successor()
    {
        var session = Screen().Surface2(1, 32, 32).Fill(s_all, Red, surface: 1).At(40).Copy(s_all, 0, 0, source: 1);
        session.At(60).Destroy(1).Copy(new(32, 0, 64, 32), 0, 0, source: 1);
        session.At(80).Surface2(1, 16, 16).Copy(new(32, 32, 48, 48), 0, 0, source: 1).Fill(new(0, 0, 3, 3), Green);

        Assert.Equal("sent, client_cannot, sent", Copies(Play(session)));
    }

    [Fact]
    public void H10_a_surface_may_come_and_go_within_a_frame()
    {
        var session = Screen().Surface2(1, 32, 32).Fill(s_all, Red, surface: 1).At(40);
        session.Copy(s_all, 0, 0, source: 1).Destroy(1).Surface2(1, 32, 32).Fill(s_all, Green, surface: 1);
        session.Copy(new(32, 0, 64, 32), 0, 0, source: 1).Destroy(1).Copy(new(32, 32, 64, 64), 0, 0, source: 1);

        Assert.Equal("sent, sent, client_cannot", Copies(Play(session)));
    }

    [Fact]
    public void H7_a_copy_of_a_surface_waits_no_longer_than_what_it_copies()
    {
        // Surface 2 takes a copy of 1; only 1 is shown before it changes, so that nobody can make that copy any more.
        var session = Screen().Surface2(1, 32, 32).Surface2(2, 32, 32).Fill(s_all, Red, surface: 1);
        session.Add(new CopyCommand(session.Now, new DrawTarget(2, s_all), 1, s_all));
        session.Fill(s_all, Green, surface: 1).At(40).Copy(s_all, 0, 0, source: 1);
        session.At(60).Copy(new(32, 0, 64, 32), 0, 0, source: 2);

        Assert.Equal("sent, client_cannot", Copies(Play(session)));
    }

    [Theory]
    [InlineData(false, "sent")]
    [InlineData(true, "client_cannot")]
    public void H7_pixels_saved_from_the_screen_are_lost_when_the_screen_changes_first(bool changes, string reason)
    {
        var session = Screen().Surface2(1, 32, 32);
        session.Add(new CopyCommand(session.Now, new DrawTarget(1, s_all), 0, s_all)).At(40);
        session.Fill(changes ? new(8, 8, 24, 24) : new(32, 32, 48, 48), Red);
        session.At(60).Copy(new(0, 32, 32, 64), 0, 0, source: 1);

        Assert.Equal(reason, Copies(Play(session)));
    }

    [Fact]
    public void H10_what_is_drawn_off_screen_while_there_is_no_screen_counts()
    {
        var session = Screen().Surface2(1, 32, 32).Fill(s_all, Red, surface: 1).At(40).Copy(s_all, 0, 0, source: 1);
        session.At(60).Destroy(0).At(80).Fill(s_all, Green, surface: 1).At(100).Resize(64, 64);
        session.At(120).Copy(s_all, 0, 0, source: 1);

        Assert.Equal("sent, sent", Copies(Play(session)));
    }

    [Fact]
    public void H7_pixels_saved_from_a_screen_are_lost_with_it()
    {
        var session = Screen().Surface2(1, 32, 32);
        session.Add(new CopyCommand(session.Now, new DrawTarget(1, s_all), 0, s_all)).At(40).Destroy(0);
        session.At(60).Resize(64, 64).At(80).Copy(s_all, 0, 0, source: 1);

        Assert.Equal("client_cannot", Copies(Play(session)));
    }

    private static ClientProfile Plain { get; } = ClientProfile.Default with { Name = "plain", Surfaces = true };

    // A screen of noise, and time enough for a frame of it.
    private static SessionBuilder Screen() =>
        SessionBuilder.Screen(64, 64).At(5).Noise(new Rect(0, 0, 64, 64), 1).At(20);

    private static string Copies(SimulatedRun run) =>
        string.Join(
            ", ",
            run.Decisions.Where(decision => decision is { Kind: "copy", Regions: > 0 }).Select(one => one.Reason.Name())
        );

    private static SimulatedRun Play(SessionBuilder session, ClientProfile? profile = null) =>
        SimulatedRun.AssertExact(
            session.Events,
            [SimulatedRun.Settings("all-legal", profile: profile?.Name ?? "full", wire: "compact")],
            new MachineOptions { OwnPolicies = [AnyLegalPolicy.All], OwnProfiles = profile is null ? [] : [profile] }
        )[0];
}
