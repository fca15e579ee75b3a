using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Columns;
using TraceLab.Core.Commands;
using TraceLab.Results;
using TraceLab.Simulation.Machine;

namespace TraceLab.Benchmarks;

/// <summary>
/// What a job of a sweep costs on one thread, against the sum of its distinct work: the machine once (reading, executing,
/// trimming), and what each of its twenty runs adds to the machine. With M the machine alone and S all runs one by one, each
/// with a machine of its own, the distinct work is S − 19·M.
/// </summary>
[HideColumns(Column.Error, Column.StdDev, Column.RatioSD)]
public class SweepBenchmarks
{
    private static readonly string[] Policies = ["pixels", "size", "kind", "ordered", "detect"];
    private static readonly string[] Codecs = ["lz4", "zstd"];
    private static readonly string[] Wires = ["compact", "fixed"];

    private List<SessionEvent> _events = [];
    private RunSettings[] _settings = [];

    [Params("dragging", "scrolling", "x11-text")]
    public string Trace { get; set; } = "";

    [GlobalSetup]
    public void Setup()
    {
        _events = RecordedSession.Events(Trace);
        _settings =
        [
            .. from policy in Policies
            from codec in Codecs
            from wire in Wires
            select new RunSettings
            {
                Trace = Trace,
                Policy = policy,
                Codec = codec,
                Wire = wire,
            },
        ];
    }

    [Benchmark(Baseline = true)]
    public long Job() => Play(_settings);

    [Benchmark]
    public long OneByOne() => _settings.Sum(run => Play([run]));

    [Benchmark]
    public long MachineAlone() => Play([]);

    private long Play(RunSettings[] settings)
    {
        RunResult[] runs = [.. settings.Select(run => new RunResult(run))];
        using var simulator = new Simulator(new MachineOptions { Threads = 1 }, runs);
        simulator.Play(_events);
        return runs.Sum(run => run.Totals.EncodedBytes);
    }
}
