using System.IO.Hashing;
using System.Runtime.InteropServices;
using TraceLab.Core.Commands;
using TraceLab.ReferenceMachine;
using TraceLab.Results;
using TraceLab.Simulation.Machine;

namespace TraceLab.Tests.Simulation.Machine;

/// <summary>
/// One session on the reference machine and on the fast one, each told as lines: one a frame, one a decision, and the
/// totals. The lines of both must be the same.
/// </summary>
internal static class ReferenceRun
{
    public static void AssertAgrees(
        IReadOnlyCollection<SessionEvent> events,
        MachineOptions options,
        ReferencePolicy policy
    )
    {
        var expected = OnReference(events, Like(options) with { Policy = policy });
        var found = OnFast(events, options, policy);

        Assert.Equal(expected, found);
    }

    private static List<string> OnReference(IReadOnlyCollection<SessionEvent> events, ReferenceOptions options)
    {
        var lines = new List<string>();
        var simulation = new ReferenceSimulation(options);
        simulation.Play(
            events,
            poll =>
            {
                lines.AddRange(poll.Decisions.Select(decision => $"{decision}"));
                if (poll.Frame > 0)
                {
                    var shown = simulation.Encoder.Client.Screen!.ToRows();
                    Assert.Equal(simulation.PrimaryFramebuffer!.ToRows(), shown);
                    lines.Add(FrameLine(poll, Hash(shown)));
                }
            }
        );
        lines.Add(
            $"{simulation.Polls} polls, {simulation.Stalls} stalls of {simulation.StallNanoseconds} ns, depth {simulation.MaxFifoDepth}"
        );
        return lines;
    }

    private static List<string> OnFast(
        IReadOnlyCollection<SessionEvent> events,
        MachineOptions options,
        ReferencePolicy policy
    )
    {
        var lines = new List<string>();
        var told = 0;
        var settings = SimulatedRun.Settings(policy.ToString().ToLowerInvariant());
        var run = SimulatedRun.PlayAll(
            events,
            [settings],
            options,
            (run, frame, shown) =>
            {
                lines.AddRange(run.Decisions.Skip(told).Select(decision => $"{decision}"));
                told = run.Decisions.Count;
                lines.Add(FrameLine(frame, Hash(shown.Pixels)));
            }
        )[0];
        lines.AddRange(run.Decisions.Skip(told).Select(decision => $"{decision}"));
        var totals = run.Result.Totals;
        lines.Add(
            $"{totals.Polls} polls, {totals.Stalls} stalls of {totals.StallNanoseconds} ns, depth {totals.MaxFifoDepth}"
        );
        return lines;
    }

    private static string FrameLine(ReferenceFrame frame, ulong screen) =>
        $"frame {frame.Frame}, poll {frame.Poll} at {frame.TimeNanoseconds}, answered {frame.AnsweredSequence}: "
        + $"{frame.RegionsMarked} marked, {frame.RegionsTrimmed} trimmed, {frame.RegionsMarked - frame.RegionsTrimmed} sent, "
        + $"{frame.RegionsAsPixels} as pixels, {frame.RawBytes} bytes; "
        + $"{frame.Decisions.Count} seen, {frame.Decisions.Count(one => one.Isolated)} isolated, "
        + $"{frame.Decisions.Count(one => one.Legal)} legal, "
        + $"{frame.Decisions.Count(one => one.Reason == DecisionReason.Sent)} sent; screen {screen:x16}";

    private static string FrameLine(FrameResult frame, ulong screen) =>
        $"frame {frame.Frame}, poll {frame.Poll} at {frame.TimeNanoseconds}, answered {frame.AnsweredSequence}: "
        + $"{frame.RegionsMarked} marked, {frame.RegionsTrimmed} trimmed, {frame.RegionsSent} sent, "
        + $"{frame.RegionsAsPixels} as pixels, {frame.RawBytes} bytes; "
        + $"{frame.PrimitivesSeen} seen, {frame.PrimitivesIsolated} isolated, {frame.PrimitivesLegal} legal, "
        + $"{frame.PrimitivesSent} sent; screen {screen:x16}";

    private static ulong Hash(uint[] rows) => XxHash3.HashToUInt64(MemoryMarshal.AsBytes(rows.AsSpan()));

    private static ReferenceOptions Like(MachineOptions options) =>
        new()
        {
            PollsPerSecond = options.PollsPerSecond,
            RegionSize = options.RegionSize,
            AdapterFifoCapacity = options.AdapterFifoCapacity,
            DriverFifoCapacity = options.DriverFifoCapacity,
            FirstSequence = options.FirstSequence,
            PerPrimitiveNanoseconds = options.Service.PerPrimitiveNanoseconds,
            PixelsPerSecond = options.Service.PixelsPerSecond,
            PausedFromNanoseconds = options.Service.PausedFromNanoseconds,
            PausedUntilNanoseconds = options.Service.PausedUntilNanoseconds,
        };
}
