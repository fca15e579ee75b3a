using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using K4os.Compression.LZ4;
using TraceLab.Core.Commands;
using TraceLab.TraceFormat;

namespace TraceLab.Benchmarks;

/// <summary>
/// Writing a session's events as a trace, and reading them, in memory, against plain LZ4 at the same level of the same
/// bytes: the contents of that trace's chunks where nothing is stored as a difference, so every record and every payload
/// once. Plain LZ4 works in one buffer, as a reader that lends its images does; for a reader whose images stay valid it is
/// also measured decoding into memory of its own for each chunk.
/// </summary>
[GroupBenchmarksBy(BenchmarkLogicalGroupRule.ByCategory)]
[MinColumn, MedianColumn]
[HideColumns(Column.Error, Column.StdDev, Column.RatioSD)]
public class TraceThroughputBenchmarks
{
    private readonly List<SessionEvent> _events = [];
    private readonly List<TraceChunk> _chunks = [];
    private byte[] _buffer = [];
    private byte[] _trace = [];

    [Params("moves", "scrolling", "gtk", "pdf", "x11-text", "x11-upload")]
    public string Session { get; set; } = "";

    [GlobalSetup]
    public void Setup()
    {
        _events.AddRange(RecordedSession.Events(Session));
        _trace = Write(new TraceWriterOptions());
        _chunks.AddRange(TraceChunks.Of(Write(new TraceWriterOptions { MinDifferenceBytes = int.MaxValue })));
        _buffer = new byte[LZ4Codec.MaximumOutputSize(_chunks.Max(chunk => chunk.Plain.Length))];
        Console.WriteLine($"// {Session}: {_chunks.Sum(c => (long)c.Plain.Length)} bytes, {_events.Count} events");
    }

    [BenchmarkCategory("write")]
    [Benchmark(Baseline = true)]
    public long EncodeLz4() => _chunks.Sum(chunk => (long)LZ4Codec.Encode(chunk.Plain, _buffer));

    [BenchmarkCategory("write")]
    [Benchmark]
    public void WriteTrace() => WriteTo(Stream.Null, new TraceWriterOptions());

    [BenchmarkCategory("write")]
    [Benchmark]
    public void WriteTraceWithoutKeyframes() => WriteTo(Stream.Null, new TraceWriterOptions { KeyframeWorkBytes = 0 });

    [BenchmarkCategory("read")]
    [Benchmark(Baseline = true)]
    public long DecodeLz4() => _chunks.Sum(chunk => Decode(chunk, _buffer));

    [BenchmarkCategory("read")]
    [Benchmark]
    public long DecodeLz4IntoNewMemory() =>
        _chunks.Sum(chunk => Decode(chunk, GC.AllocateUninitializedArray<byte>(chunk.Plain.Length)));

    [BenchmarkCategory("read")]
    [Benchmark]
    public long ReadTraceLent() => Read(new TraceReaderOptions { LendsPayloads = true });

    [BenchmarkCategory("read")]
    [Benchmark]
    public long ReadTrace() => Read(new TraceReaderOptions());

    private long Read(TraceReaderOptions options)
    {
        using var reader = TraceReader.Open(_trace, Session, options);
        return reader.Events().LongCount();
    }

    private byte[] Write(TraceWriterOptions options)
    {
        var stream = new MemoryStream();
        WriteTo(stream, options);
        return stream.ToArray();
    }

    private static long Decode(TraceChunk chunk, byte[] target) =>
        LZ4Codec.Decode(chunk.Stored, target.AsSpan(0, chunk.Plain.Length));

    private void WriteTo(Stream stream, TraceWriterOptions options)
    {
        using var writer = new TraceWriter(stream, new TraceHeader(), options);
        foreach (var sessionEvent in _events)
        {
            writer.Write(sessionEvent);
        }

        writer.Complete();
    }
}
