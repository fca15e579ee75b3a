using CsCheck;
using TraceLab.Core.Geometry;
using TraceLab.Simulation.Adapter;
using TraceLab.Simulation.Machine;
using TraceLab.Tests.Generators;

namespace TraceLab.Tests.Simulation.Machine;

/// <summary>What interrupts change: no requests without a change, an answer at once, and still no more than the rate.</summary>
public class InterruptTests
{
    private const long PeriodNanoseconds = 16_666_666;

    private static readonly Rect Area = new(0, 0, 16, 16);

    [Fact]
    public void An_idle_session_makes_no_requests()
    {
        // The screen itself is the only change; after it everything happens elsewhere.
        var session = SessionBuilder.Screen(64, 64).Surface2(1, 32, 32);
        for (var i = 1; i <= 10; i++)
        {
            session.At(i * 100).Fill(Area, (uint)i, surface: 1);
        }

        session.At(2000).End();

        Assert.Equal(1, Play(session, MachineEmbodiments.Interrupt).Result.Totals.Polls);
        Assert.Equal(120, Play(session, MachineEmbodiments.Main).Result.Totals.Polls);
    }

    [Theory]
    [InlineData("interrupt")]
    [InlineData("poll-and-interrupt")]
    public void A_change_after_a_pause_is_answered_when_it_completes(string machine)
    {
        var session = SessionBuilder.Screen(64, 64).At(108).Fill(Area, 0xC02020).At(200).End();
        var options = new MachineOptions
        {
            Embodiment = MachineEmbodiments.ByName(machine),
            Service = new ServiceModel { PerPrimitiveNanoseconds = 1_000_000 },
        };

        var frame = Assert.Single(SimulatedRun.Play(session.Events, "pixels", options: options).Result.Frames);

        Assert.Equal(109_000_000, frame.TimeNanoseconds);
    }

    [Fact]
    public void Commands_of_one_moment_share_the_request_that_they_cause()
    {
        var session = SessionBuilder
            .Screen(64, 64)
            .At(100)
            .Fill(Area, 1)
            .Fill(Area.Offset(16, 0), 2)
            .Fill(Area.Offset(32, 0), 3);

        var run = Play(session, MachineEmbodiments.Interrupt);

        Assert.Equal(3, Assert.Single(run.Result.Frames).PrimitivesSeen);
    }

    [Theory]
    [InlineData("interrupt")]
    [InlineData("poll-and-interrupt")]
    public void Changes_without_pause_keep_to_the_rate(string machine)
    {
        var session = SessionBuilder.Screen(64, 64);
        for (var i = 1; i <= 1000; i++)
        {
            session.At(i).Fill(Area, (uint)i);
        }

        var run = SimulatedRun.Play(session.Events, "pixels", options: Options(machine));

        Assert.Equal(61, run.Result.Totals.Frames);
        AssertKeepsToRate(run);
    }

    [Fact]
    public void Both_go_on_polling_when_nothing_changes()
    {
        var session = SessionBuilder.Screen(64, 64).At(108).Fill(Area, 1).At(1000).End();

        var run = Play(session, MachineEmbodiments.PollAndInterrupt);

        // One request for the screen at 0, then those at k / 60 s; the interrupt at 108 ms takes the place of the poll at 117.
        Assert.Equal(61, run.Result.Totals.Polls);
        Assert.Equal(108_000_000, Assert.Single(run.Result.Frames).TimeNanoseconds);
    }

    [Theory]
    [InlineData("interrupt")]
    [InlineData("poll-and-interrupt")]
    public void A_queue_full_of_primitives_that_changed_nothing_does_not_stall_the_guest_for_ever(string machine)
    {
        var session = SessionBuilder.Screen(64, 64).Surface2(1, 32, 32);
        for (var i = 0; i < 10; i++)
        {
            session.At(100).Fill(Area, (uint)i, surface: 1);
        }

        var options = Options(machine) with { AdapterFifoCapacity = 1, DriverFifoCapacity = 2 };
        var run = SimulatedRun.Play(session.Events, "pixels", options: options);

        Assert.InRange(run.Result.Totals.Stalls, 4, 10);
        Assert.InRange(run.Result.Totals.StallNanoseconds, 3 * PeriodNanoseconds, 10 * PeriodNanoseconds);
    }

    [Fact]
    public void No_random_session_gets_updates_faster_than_the_rate() =>
        Gen.Select(SessionGen.Sessions(), MachineGen.Machines)
            .Sample(
                (events, options) =>
                {
                    var interrupted = options with
                    {
                        Embodiment = options.Embodiment with { Trigger = RequestTrigger.Interrupt },
                        PollsPerSecond = 60,
                    };
                    AssertKeepsToRate(SimulatedRun.Play(events, "ordered", options: interrupted));
                    var both = interrupted.Embodiment with { Trigger = RequestTrigger.PollingAndInterrupt };
                    AssertKeepsToRate(
                        SimulatedRun.Play(events, "ordered", options: interrupted with { Embodiment = both })
                    );
                },
                iter: 200,
                print: pair => $"{pair.Item2}\n{SessionGen.Print(pair.Item1)}"
            );

    [Theory]
    [InlineData("interrupt")]
    [InlineData("poll-and-interrupt")]
    public void Virtual_time_does_not_depend_on_threads(string machine)
    {
        var events = RecordedSessions.Events("moves");
        var options = Options(machine) with
        {
            Service = new ServiceModel { PerPrimitiveNanoseconds = 20_000, PixelsPerSecond = 50_000_000 },
            AdapterFifoCapacity = 16,
            DriverFifoCapacity = 100,
        };
        var settings = SimulatedRun.Policies.Select(policy => SimulatedRun.Settings(policy)).ToArray();
        var one = SimulatedRun.PlayAll(events, settings, options with { Threads = 1 });
        var four = SimulatedRun.PlayAll(events, settings, options with { Threads = 4 });
        for (var index = 0; index < one.Length; index++)
        {
            Assert.Equal(one[index].Decisions, four[index].Decisions);
            Assert.Equal(
                one[index].Result.Frames.Select(frame => (frame.TimeNanoseconds, frame.EncodedBytes)),
                four[index].Result.Frames.Select(frame => (frame.TimeNanoseconds, frame.EncodedBytes))
            );
        }
    }

    private static void AssertKeepsToRate(SimulatedRun run)
    {
        var times = run.Result.Frames.Select(frame => frame.TimeNanoseconds).ToList();
        Assert.Null(run.Result.Failure);
        Assert.All(times.Zip(times.Skip(1)), pair => Assert.True(pair.Second - pair.First >= PeriodNanoseconds));
    }

    private static MachineOptions Options(string machine) => new() { Embodiment = MachineEmbodiments.ByName(machine) };

    private static SimulatedRun Play(SessionBuilder session, NamedEmbodiment named) =>
        SimulatedRun.Play(session.Events, "pixels", options: Options(named.Name));
}
