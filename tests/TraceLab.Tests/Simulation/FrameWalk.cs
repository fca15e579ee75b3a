using TraceLab.Core.Commands;
using TraceLab.Simulation.Encoder;
using TraceLab.Simulation.Machine;

namespace TraceLab.Tests.Simulation;

/// <summary>A session poll by poll, as the encoder sees it, without any run: for what is asked of single frames.</summary>
internal static class FrameWalk
{
    /// <summary>Each pair is valid until the next one is asked for. Only polls with something to send.</summary>
    public static IEnumerable<(FrameInput Frame, FrameAnalysis Analysis)> Frames(IEnumerable<SessionEvent> events)
    {
        var machine = new MachineParts(new MachineOptions());
        var poll = 0L;
        foreach (var sessionEvent in events.Where(one => one is DrawingCommand or SurfaceCreated or SurfaceDestroyed))
        {
            while (machine.Trigger.NextNanoseconds < sessionEvent.TimeNanoseconds)
            {
                if (Poll(machine, ++poll) is { } frame)
                {
                    yield return (frame, machine.Encoder.Analysis);
                }
            }

            machine.Driver.Submit(sessionEvent, sessionEvent.TimeNanoseconds);
            machine.Executor.ExecuteUntil(sessionEvent.TimeNanoseconds);
        }

        while (machine.Driver.HasWork)
        {
            if (Poll(machine, ++poll) is { } frame)
            {
                yield return (frame, machine.Encoder.Analysis);
            }
        }
    }

    private static FrameInput? Poll(MachineParts machine, long poll)
    {
        var time = machine.Trigger.NextNanoseconds;
        machine.Executor.ExecuteUntil(time);
        var input = machine.Encoder.Poll(poll, time);
        machine.Trigger.OnRequest(time, input is { RegionsChanged: > 0 });
        return input is { RegionsChanged: > 0 } ? input : null;
    }
}
