using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Columns;
using TraceLab.Capture.Spice;
using TraceLab.TraceFormat;

namespace TraceLab.Benchmarks;

/// <summary>
/// Import of a SPICE recording held in memory: parsing alone, and with the trace written to memory. The baseline only
/// copies the recording's bytes.
/// </summary>
[MemoryDiagnoser]
[HideColumns(Column.Error, Column.StdDev, Column.RatioSD)]
public class ImportBenchmarks
{
    private byte[] _recording = [];
    private byte[] _copy = [];

    [Params("moves", "scroll")]
    public string Session { get; set; } = "";

    [GlobalSetup]
    public void Setup()
    {
        _recording = RecordedSession.Recording(Session);
        _copy = new byte[_recording.Length];
    }

    [Benchmark(Baseline = true)]
    public void CopyBytes() => _recording.CopyTo(_copy, 0);

    [Benchmark]
    public long Parse() => SpiceImporter.Import(new MemoryStream(_recording), _ => { }).Events;

    [Benchmark]
    public long Import()
    {
        using var writer = new TraceWriter(Stream.Null, new TraceHeader { Source = "spice" });
        SpiceImporter.Import(new MemoryStream(_recording), writer.Write);
        writer.Complete();
        return writer.BytesWritten;
    }
}
