using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Columns;
using TraceLab.Core.Commands;
using TraceLab.Results;
using TraceLab.Simulation.Machine;
using TraceLab.TraceFormat;

namespace TraceLab.Benchmarks;

/// <summary>
/// Replay of the events of <c>scroll</c> that were read before, 12 and 22 times in a row. Both allocate what a machine is
/// set up with and what buffers grow to; what ten more rounds of 1,601 commands and 129 frames add is what replaying itself
/// allocates.
/// </summary>
[MemoryDiagnoser]
[HideColumns(Column.Error, Column.StdDev, Column.RatioSD)]
public class SteadyReplayBenchmarks
{
    private readonly List<SessionEvent> _events = [];

    [Params("pixels", "size", "kind", "ordered")]
    public string Policy { get; set; } = "";

    [Params(12, 22)]
    public int Rounds { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        var path = RecordedSession.Trace("scroll");
        using (var reader = TraceReader.Open(path))
        {
            var round = reader.Events().Where(one => one is not SessionEnded).ToList();
            var length = round[^1].TimeNanoseconds;
            _events.AddRange(round);
            for (var number = 1; number < Rounds; number++)
            {
                var start = number * length;
                _events.AddRange(
                    round
                        .Where(one => one is DrawingCommand)
                        .Select(one => one with { TimeNanoseconds = one.TimeNanoseconds + start })
                );
            }
        }

        File.Delete(path);
    }

    [Benchmark]
    public long Replay()
    {
        var run = new RunResult(
            new RunSettings
            {
                Trace = "scroll",
                Policy = Policy,
                Codec = "lz4",
                Wire = "compact",
            }
        );
        using var simulator = new Simulator(new MachineOptions { Threads = 1 }, [run]);
        simulator.Play(_events);
        return run.Totals.EncodedBytes;
    }
}
