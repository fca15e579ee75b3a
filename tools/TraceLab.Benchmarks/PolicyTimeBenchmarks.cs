using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Columns;
using TraceLab.Core.Commands;

namespace TraceLab.Benchmarks;

/// <summary>Whether choosing pays for itself: replay of each bundled trace from memory, as pixels and with <c>ordered</c>.</summary>
[HideColumns(Column.Error, Column.StdDev, Column.RatioSD)]
public class PolicyTimeBenchmarks
{
    private List<SessionEvent> _events = [];

    [Params("dragging", "gtk", "pdf", "scrolling", "typing", "x11-offscreen", "x11-text", "x11-upload")]
    public string Trace { get; set; } = "";

    [GlobalSetup]
    public void Setup() => _events = RecordedSession.Events(Trace);

    [Benchmark(Baseline = true)]
    public long Pixels() => Replay("pixels");

    [Benchmark]
    public long Ordered() => Replay("ordered");

    private long Replay(string policy) => RecordedSession.Replay(_events, policy, "lz4").Totals.EncodedBytes;
}
