using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Columns;
using TraceLab.Results;
using TraceLab.Simulation.Machine;
using TraceLab.TraceFormat;

namespace TraceLab.Benchmarks;

/// <summary>
/// Replay of <c>scroll</c> (9.32 s of real time) from its trace file, reading included. The last one runs four policies in
/// one pass; its ratio to the first says what a comparison costs.
/// </summary>
[MemoryDiagnoser]
[HideColumns(Column.Error, Column.StdDev, Column.RatioSD)]
public class ReplayBenchmarks
{
    private string _trace = "";

    [GlobalSetup]
    public void Setup() => _trace = RecordedSession.Trace("scroll");

    [GlobalCleanup]
    public void Cleanup() => File.Delete(_trace);

    [Benchmark(Baseline = true)]
    public long OrderedChecked() => Replay(isChecked: true, "ordered");

    [Benchmark]
    public long Ordered() => Replay(isChecked: false, "ordered");

    [Benchmark]
    public long PixelsChecked() => Replay(isChecked: true, "pixels");

    [Benchmark]
    public long Pixels() => Replay(isChecked: false, "pixels");

    [Benchmark]
    public long FourPoliciesChecked() => Replay(isChecked: true, "pixels", "size", "kind", "ordered");

    private long Replay(bool isChecked, params string[] policies)
    {
        RunResult[] runs =
        [
            .. policies.Select(policy => new RunResult(
                new RunSettings
                {
                    Trace = "scroll",
                    Policy = policy,
                    Codec = "lz4",
                    Wire = "compact",
                    Checked = isChecked,
                }
            )),
        ];
        using var reader = TraceReader.Open(_trace);
        using var simulator = new Simulator(new MachineOptions(), runs);
        simulator.Play(reader.Events());
        return runs.Sum(run => run.Totals.EncodedBytes);
    }
}
