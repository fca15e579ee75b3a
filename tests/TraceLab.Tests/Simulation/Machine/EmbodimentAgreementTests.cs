using CsCheck;
using TraceLab.Core.Geometry;
using TraceLab.Simulation.Adapter;
using TraceLab.Simulation.Machine;
using TraceLab.Tests.Generators;

namespace TraceLab.Tests.Simulation.Machine;

/// <summary>
/// All embodiments that poll give the same pixels and the same decisions as the main one, hence as each other.
/// </summary>
public class EmbodimentAgreementTests
{
    private static readonly ServiceModel Slow = new()
    {
        PerPrimitiveNanoseconds = 20_000,
        PixelsPerSecond = 50_000_000,
    };

    [Theory]
    [InlineData("moves", false)]
    [InlineData("scroll", false)]
    [InlineData("moves", true)]
    [InlineData("scroll", true)]
    public void Recorded_sessions_give_the_same_frames_and_decisions(string session, bool hasPendingWork)
    {
        var options = new MachineOptions();
        if (hasPendingWork)
        {
            options = options with { Service = Slow, AdapterFifoCapacity = 64, DriverFifoCapacity = 64 };
        }

        var main = EmbodimentAgreement.AssertAsMain(
            RecordedSessions.Events(session),
            options,
            MachineEmbodiments.All.Select(named => named.Embodiment).Where(Polls).Skip(1),
            SimulatedRun.Settings("size"),
            SimulatedRun.Settings("ordered")
        );

        Assert.Equal(hasPendingWork, main[0].Result.Totals.Stalls > 0);
    }

    [Fact]
    public void Random_sessions_give_the_same_on_any_combination_that_polls() =>
        Gen.Select(SessionGen.Sessions(), MachineGen.Machines)
            .Sample(
                (events, options) =>
                    EmbodimentAgreement.AssertAsMain(
                        events,
                        options with
                        {
                            Embodiment = options.Embodiment with { Trigger = RequestTrigger.Polling },
                        }
                    ),
                iter: 300,
                print: pair => $"{pair.Item2}\n{SessionGen.Print(pair.Item1)}"
            );

    [Fact]
    public void A_session_with_pending_work_gives_the_same_on_every_combination_that_polls()
    {
        var events = SessionBuilder
            .Screen(70, 50)
            .Noise(new Rect(0, 0, 70, 50), 1)
            .At(10)
            .Copy(new Rect(8, 8, 40, 40), 0, 0)
            .At(15)
            .Fill(new Rect(30, 30, 70, 50), 0x123456)
            .At(30)
            .Copy(new Rect(0, 20, 30, 50), 40, 0)
            .End()
            .Events;
        foreach (var embodiment in AllThatPoll())
        {
            var options = new MachineOptions
            {
                Embodiment = embodiment,
                Service = new ServiceModel { PerPrimitiveNanoseconds = 12_000_000 },
                AdapterFifoCapacity = 2,
                DriverFifoCapacity = 3,
            };

            EmbodimentAgreement.AssertAsMain(events, options);
        }
    }

    private static bool Polls(MachineEmbodiment embodiment) => embodiment.Trigger == RequestTrigger.Polling;

    private static IEnumerable<MachineEmbodiment> AllThatPoll() =>
        from queue in Enum.GetValues<QueueForm>()
        from framebuffer in Enum.GetValues<FramebufferOwner>()
        from secondary in Enum.GetValues<SecondaryOwner>()
        from position in Enum.GetValues<ListPosition>()
        from regions in Enum.GetValues<RegionForm>()
        select new MachineEmbodiment
        {
            Queue = queue,
            Framebuffer = framebuffer,
            Secondary = secondary,
            Position = position,
            Regions = regions,
        };
}
