using TraceLab.Core.Commands;
using TraceLab.Results;
using TraceLab.Simulation.Machine;

namespace TraceLab.Tests.Simulation.Machine;

/// <summary>
/// Two embodiments that poll give the client the same frames for the same reasons. What they may differ in is how many
/// regions they marked only to trim them again, where one of them does not know of pending work.
/// </summary>
internal static class EmbodimentAgreement
{
    private static readonly RunSettings[] Settings =
    [
        .. SimulatedRun.Policies.Select(policy => SimulatedRun.Settings(policy, "raw", "compact")),
    ];

    /// <summary>Plays under every policy and fails on a wrong pixel, and on any difference from the main embodiment.</summary>
    public static void AssertAsMain(IReadOnlyList<SessionEvent> events, MachineOptions options) =>
        AssertAsMain(SimulatedRun.PlayAll(events, Settings, MainLike(options)), events, options);

    /// <summary>The same for several embodiments that the main one, which it returns, is played for only once.</summary>
    public static SimulatedRun[] AssertAsMain(
        IReadOnlyList<SessionEvent> events,
        MachineOptions options,
        IEnumerable<MachineEmbodiment> embodiments,
        params RunSettings[] settings
    )
    {
        var main = SimulatedRun.PlayAll(events, settings, options);
        foreach (var embodiment in embodiments)
        {
            var other = options with { Embodiment = embodiment };
            Assert.Equal(options, MainLike(other));
            AssertAsMain(main, events, other);
        }

        return main;
    }

    /// <summary>
    /// The main embodiment with as much room: a FIFO that serves as driver queue too gives its capacity to both.
    /// </summary>
    public static MachineOptions MainLike(MachineOptions options)
    {
        var isAdapters = options.Embodiment.Framebuffer == FramebufferOwner.Adapter;
        var executor = isAdapters ? options.AdapterFifoCapacity : options.DriverFifoCapacity;
        return options with
        {
            Embodiment = new MachineEmbodiment(),
            AdapterFifoCapacity = executor,
            DriverFifoCapacity =
                options.Embodiment.Queue == QueueForm.ExecutorFifo ? executor : options.DriverFifoCapacity,
        };
    }

    private static void AssertAsMain(SimulatedRun[] main, IReadOnlyList<SessionEvent> events, MachineOptions options)
    {
        var other = SimulatedRun.PlayAll(events, main.Select(run => run.Result.Settings), options);
        for (var index = 0; index < main.Length; index++)
        {
            Assert.Null(other[index].Result.Failure);
            AssertSame(main[index], other[index], HasSameMarks(options.Embodiment));
        }
    }

    private static bool HasSameMarks(MachineEmbodiment embodiment) =>
        embodiment.Queue == QueueForm.DriverFifo
        || embodiment is { Queue: QueueForm.ExecutorFifo, Framebuffer: FramebufferOwner.Driver };

    private static void AssertSame(SimulatedRun main, SimulatedRun other, bool hasSameMarks)
    {
        Assert.Equal(main.Decisions, other.Decisions);
        Assert.Equal(
            main.Result.Frames.Select(frame => Comparable(frame, hasSameMarks)),
            other.Result.Frames.Select(frame => Comparable(frame, hasSameMarks))
        );
        Assert.Equal(Comparable(main.Result.Totals), Comparable(other.Result.Totals));
        if (hasSameMarks)
        {
            Assert.Equal(main.Result.Totals.RegionsMarked, other.Result.Totals.RegionsMarked);
        }
    }

    private static FrameResult Comparable(FrameResult frame, bool hasSameMarks) =>
        frame with
        {
            EncodeCpuNanoseconds = 0,
            ChooseCpuNanoseconds = 0,
            DecodeCpuNanoseconds = 0,
            RegionsMarked = hasSameMarks ? frame.RegionsMarked : 0,
            RegionsTrimmed = hasSameMarks ? frame.RegionsTrimmed : 0,
        };

    private static (long, long, long, long, int, long) Comparable(RunTotals totals) =>
        (
            totals.Polls,
            totals.RegionsSent,
            totals.Stalls,
            totals.StallNanoseconds,
            totals.MaxFifoDepth,
            totals.EncodedBytes
        );
}
