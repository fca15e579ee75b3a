using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Columns;
using TraceLab.Core.Commands;
using TraceLab.Results;
using TraceLab.Simulation.Machine;

namespace TraceLab.Benchmarks;

/// <summary>
/// Whole replays of the bundled sessions under <c>optimal</c>, everything included and every frame checked. The number of frames
/// of each, as <c>replay</c> tells it, divided by the time gives frames a second.
/// </summary>
[HideColumns(Column.Error, Column.StdDev)]
public class OptimalBenchmarks
{
    private List<SessionEvent> _events = [];

    public static IEnumerable<string> Traces => SampledFrames.Traces;

    [ParamsSource(nameof(Traces))]
    public string Trace { get; set; } = "";

    [Params("lz4", "zstd")]
    public string Codec { get; set; } = "";

    [GlobalSetup]
    public void Setup() => _events = RecordedSession.Events(Trace);

    [Benchmark]
    public long Optimal()
    {
        var run = new RunResult(
            new RunSettings
            {
                Trace = Trace,
                Policy = "optimal",
                Codec = Codec,
                Wire = "compact",
            }
        );
        using var simulator = new Simulator(new MachineOptions(), [run]);
        simulator.Play(_events);
        return run.Totals.Frames;
    }
}
