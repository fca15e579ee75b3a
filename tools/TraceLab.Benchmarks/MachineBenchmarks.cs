using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Engines;
using TraceLab.Capture.Spice;
using TraceLab.Core.Commands;
using TraceLab.ReferenceMachine;
using TraceLab.Results;
using TraceLab.Simulation.Machine;

namespace TraceLab.Benchmarks;

/// <summary>
/// The machine against the plain reference machine on <c>scroll</c>, from events in memory: the patent's policy, nothing
/// compressed, and both compare every pixel of the client after every frame.
/// </summary>
[MemoryDiagnoser]
[SimpleJob(RunStrategy.Monitoring, launchCount: 1, warmupCount: 2, iterationCount: 5)]
[HideColumns(Column.Error, Column.StdDev, Column.RatioSD)]
public class MachineBenchmarks
{
    private readonly List<SessionEvent> _events = [];

    [GlobalSetup]
    public void Setup() => SpiceImporter.Import(new MemoryStream(RecordedSession.Recording("scroll")), _events.Add);

    [Benchmark(Baseline = true)]
    public long Machine()
    {
        var run = new RunResult(
            new RunSettings
            {
                Trace = "scroll",
                Policy = "size",
                Codec = "raw",
                Wire = "fixed",
            }
        );
        using var simulator = new Simulator(new MachineOptions(), [run]);
        simulator.Play(_events);
        return run.Totals.WrongPixels;
    }

    [Benchmark]
    public long Reference()
    {
        var wrong = 0L;
        var reference = new ReferenceSimulation(new ReferenceOptions { Policy = ReferencePolicy.Size });
        reference.Play(
            _events,
            poll =>
            {
                if (poll.Frame > 0)
                {
                    wrong += CountWrong(reference.PrimaryFramebuffer!, reference.Encoder.Client.Screen!);
                }
            }
        );
        return wrong;
    }

    private static long CountWrong(ReferenceSurface primary, ReferenceSurface shown)
    {
        var wrong = 0L;
        for (var y = 0; y < primary.Height; y++)
        {
            for (var x = 0; x < primary.Width; x++)
            {
                wrong += primary[x, y] == shown[x, y] ? 0 : 1;
            }
        }

        return wrong;
    }
}
