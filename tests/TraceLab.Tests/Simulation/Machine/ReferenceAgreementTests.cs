using CsCheck;
using TraceLab.Core.Geometry;
using TraceLab.ReferenceMachine;
using TraceLab.Results;
using TraceLab.Simulation.Adapter;
using TraceLab.Simulation.Machine;
using TraceLab.Tests.Generators;

namespace TraceLab.Tests.Simulation.Machine;

/// <summary>
/// The fast machine does what the slow, plainly written one does: polls, answered numbers, regions, decisions with their
/// reasons and bytes, stalls, and every pixel that the client shows.
/// </summary>
public class ReferenceAgreementTests
{
    [Theory]
    [InlineData("scroll", 0, 40, "Size")]
    [InlineData("scroll", 900, 30, "Pixels")]
    [InlineData("moves", 400, 50, "Kind")]
    [InlineData("moves", 1200, 50, "Size")]
    public void On_a_part_of_a_recorded_session(string session, int from, int count, string policy) =>
        ReferenceRun.AssertAgrees(
            RecordedSessions.Part(session, from, count),
            new MachineOptions(),
            Enum.Parse<ReferencePolicy>(policy)
        );

    [Fact]
    public void On_a_part_of_a_recorded_session_with_pending_work_and_stalls() =>
        ReferenceRun.AssertAgrees(
            RecordedSessions.Part("scroll", 300, 40),
            new MachineOptions
            {
                Service = new ServiceModel { PerPrimitiveNanoseconds = 700_000, PixelsPerSecond = 300_000_000 },
                AdapterFifoCapacity = 4,
                DriverFifoCapacity = 9,
                FirstSequence = uint.MaxValue - 30,
            },
            ReferencePolicy.Size
        );

    [Fact]
    public void On_random_sessions_with_random_rates_services_and_capacities() =>
        Gen.Select(
                SessionGen.Sessions(
                    new SessionGenOptions
                    {
                        MaxEvents = 24,
                        MaxSide = 40,
                        HasScreenLoss = true,
                    }
                ),
                MachineGen.Machines,
                Gen.OneOf(ReferencePolicy.Pixels, ReferencePolicy.Size, ReferencePolicy.Kind)
            )
            .Sample(
                (events, options, policy) =>
                    ReferenceRun.AssertAgrees(events, options with { Embodiment = new MachineEmbodiment() }, policy),
                iter: 1000,
                print: stream => $"{stream.Item3} {stream.Item2}\n{SessionGen.Print(stream.Item1)}"
            );

    // Polls are made as long as something is pending or marked. What completes after the last of them and changes no region
    // of the screen brings on no other.
    [Theory]
    [InlineData(5_000_000, 2)]
    [InlineData(1_666_666, 1)]
    public void No_poll_follows_when_the_last_pending_work_changed_nothing_on_the_screen(long perPrimitive, int polls)
    {
        var session = SessionBuilder
            .Screen(16, 16)
            .Surface2(1, 8, 8)
            .At(14)
            .Fill(new Rect(0, 0, 8, 8), 0xC02020)
            .Fill(new Rect(0, 0, 8, 8), 0x20C020, surface: 1);
        var options = new MachineOptions { Service = new ServiceModel { PerPrimitiveNanoseconds = perPrimitive } };

        ReferenceRun.AssertAgrees(session.Events, options, ReferencePolicy.Size);
        Assert.Equal(polls, SimulatedRun.Play(session.Events, "size", options: options).Result.Totals.Polls);
    }

    // A completion, a waiting command and a poll at one moment: the poll sees the command submitted.
    [Fact]
    public void A_command_that_waits_for_room_goes_before_the_poll_of_the_moment_that_gives_it_room()
    {
        var session = SessionBuilder
            .Screen(16, 16)
            .At(6)
            .Fill(new Rect(0, 0, 8, 8), 0xC02020)
            .Fill(new Rect(8, 8, 16, 16), 0x20C020);
        var options = new MachineOptions
        {
            PollsPerSecond = 250,
            Service = new ServiceModel { PerPrimitiveNanoseconds = 2_000_000 },
            AdapterFifoCapacity = 1,
        };

        ReferenceRun.AssertAgrees(session.Events, options, ReferencePolicy.Size);
        var run = SimulatedRun.Play(session.Events, "size", options: options);
        Assert.Equal(1, run.Result.Totals.Stalls);
        Assert.Equal([(1u, 2, 1), (2u, 1, 0)], run.Result.Frames.Select(AnswerOf));
    }

    private static (uint Sequence, int Marked, int Trimmed) AnswerOf(FrameResult frame) =>
        (frame.AnsweredSequence, frame.RegionsMarked, frame.RegionsTrimmed);
}
