using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using K4os.Compression.LZ4;
using TraceLab.Core.Commands;
using TraceLab.TraceFormat;

namespace TraceLab.Benchmarks;

/// <summary>
/// Writing a session's events as a trace, and reading them, in memory, against plain LZ4 of two streams at the same level
/// and in blocks as large as chunks. <i>Events as they come</i>: each with all its payloads, which is what the writer is
/// given and the reader gives. <i>Payloads once</i>: the contents of that trace's chunks where nothing is stored as a
/// difference. Plain LZ4 works in one buffer, as a reader that lends its images does; for a reader whose images stay valid
/// it is also measured decoding into memory of its own for each block.
/// </summary>
[GroupBenchmarksBy(BenchmarkLogicalGroupRule.ByCategory)]
[MinColumn, MedianColumn]
[HideColumns(Column.Error, Column.StdDev, Column.RatioSD)]
public class TraceThroughputBenchmarks
{
    private readonly List<SessionEvent> _events = [];
    private readonly List<Lz4Block> _once = [];
    private readonly List<Lz4Block> _asTheyCome = [];
    private byte[] _buffer = [];
    private byte[] _trace = [];

    [Params("moves", "scroll", "scrolling", "gtk", "pdf", "x11-text", "x11-upload")]
    public string Session { get; set; } = "";

    [GlobalSetup]
    public void Setup()
    {
        _events.AddRange(RecordedSession.Events(Session));
        _trace = Write(new TraceWriterOptions());
        _once.AddRange(TraceChunks.Of(Write(new TraceWriterOptions { MinDifferenceBytes = int.MaxValue })));
        using var stream = new MemoryStream();
        EventStream.Write(_events, stream);
        _asTheyCome.AddRange(Lz4Block.Of(stream.ToArray(), new TraceWriterOptions().ChunkBytes));
        _buffer = new byte[LZ4Codec.MaximumOutputSize(_once.Concat(_asTheyCome).Max(block => block.Plain.Length))];
        Console.WriteLine(
            $"// {Session}: {_events.Count} events, {stream.Length} bytes as they come, "
                + $"{_once.Sum(block => (long)block.Plain.Length)} with payloads once"
        );
    }

    [BenchmarkCategory("write")]
    [Benchmark(Baseline = true)]
    public long EncodeLz4() => _once.Sum(block => (long)block.Encode(_buffer));

    [BenchmarkCategory("write")]
    [Benchmark]
    public long EncodeLz4AsTheyCome() => _asTheyCome.Sum(block => (long)block.Encode(_buffer));

    [BenchmarkCategory("write")]
    [Benchmark]
    public void WriteTrace() => WriteTo(Stream.Null, new TraceWriterOptions());

    [BenchmarkCategory("write")]
    [Benchmark]
    public void WriteTraceWithoutKeyframes() => WriteTo(Stream.Null, new TraceWriterOptions { KeyframeWorkBytes = 0 });

    [BenchmarkCategory("read")]
    [Benchmark(Baseline = true)]
    public long DecodeLz4() => _once.Sum(block => (long)block.Decode(_buffer));

    [BenchmarkCategory("read")]
    [Benchmark]
    public long DecodeLz4AsTheyCome() => _asTheyCome.Sum(block => (long)block.Decode(_buffer));

    [BenchmarkCategory("read")]
    [Benchmark]
    public long DecodeLz4IntoNewMemory() => DecodeIntoNewMemory(_once);

    [BenchmarkCategory("read")]
    [Benchmark]
    public long DecodeLz4AsTheyComeIntoNewMemory() => DecodeIntoNewMemory(_asTheyCome);

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

    private static long DecodeIntoNewMemory(List<Lz4Block> blocks) =>
        blocks.Sum(block => (long)block.Decode(GC.AllocateUninitializedArray<byte>(block.Plain.Length)));

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
