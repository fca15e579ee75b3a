using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using K4os.Compression.LZ4;
using TraceLab.Core.Commands;
using TraceLab.Core.Pixels;
using TraceLab.TraceFormat;

namespace TraceLab.Benchmarks;

/// <summary>
/// Writing a session's events as a trace in memory, and reading them, against plain LZ4 of the same pixels: those that
/// the events' images carry, in blocks of a chunk's size. The trace also checks, hashes, shares and counts.
/// </summary>
[GroupBenchmarksBy(BenchmarkLogicalGroupRule.ByCategory)]
[HideColumns(Column.Error, Column.StdDev, Column.RatioSD)]
public class TraceThroughputBenchmarks
{
    private const int BlockBytes = 1 << 20;

    private readonly List<SessionEvent> _events = [];
    private readonly List<byte[]> _blocks = [];
    private readonly List<(byte[] Packed, int PlainBytes)> _packed = [];
    private readonly byte[] _buffer = new byte[LZ4Codec.MaximumOutputSize(BlockBytes)];
    private byte[] _trace = [];

    [Params("moves", "scroll", "gtk", "pdf")]
    public string Session { get; set; } = "";

    [GlobalSetup]
    public void Setup()
    {
        _events.AddRange(RecordedSession.Events(Session));
        var pixels = _events.OfType<DrawingCommand>().SelectMany(ImagesOf).SelectMany(image => image.Bytes);
        _blocks.AddRange(pixels.Chunk(BlockBytes));
        foreach (var block in _blocks)
        {
            _packed.Add((_buffer.AsSpan(0, LZ4Codec.Encode(block, _buffer)).ToArray(), block.Length));
        }

        var stream = new MemoryStream();
        WriteTo(stream, new TraceWriterOptions());
        _trace = stream.ToArray();
        Console.WriteLine(
            $"// {Session}: {_blocks.Sum(block => block.Length)} bytes of pixels, {_events.Count} events"
        );
    }

    [BenchmarkCategory("write")]
    [Benchmark(Baseline = true)]
    public long EncodeLz4() => _blocks.Sum(block => (long)LZ4Codec.Encode(block, _buffer));

    [BenchmarkCategory("write")]
    [Benchmark]
    public void WriteTrace() => WriteTo(Stream.Null, new TraceWriterOptions());

    [BenchmarkCategory("write")]
    [Benchmark]
    public void WriteTraceWithoutKeyframes() => WriteTo(Stream.Null, new TraceWriterOptions { KeyframeWorkBytes = 0 });

    [BenchmarkCategory("read")]
    [Benchmark(Baseline = true)]
    public long DecodeLz4() =>
        _packed.Sum(block => (long)LZ4Codec.Decode(block.Packed, _buffer.AsSpan(0, block.PlainBytes)));

    [BenchmarkCategory("read")]
    [Benchmark]
    public long ReadTrace()
    {
        using var reader = TraceReader.Open(_trace, Session);
        return reader.Events().LongCount();
    }

    private void WriteTo(Stream stream, TraceWriterOptions options)
    {
        using var writer = new TraceWriter(stream, new TraceHeader(), options);
        foreach (var sessionEvent in _events)
        {
            writer.Write(sessionEvent);
        }

        writer.Complete();
    }

    private static IEnumerable<Image> ImagesOf(DrawingCommand command) =>
        command switch
        {
            ImageCommand image => [image.Image],
            GlyphsCommand glyphs => glyphs.Glyphs.Select(glyph => glyph.Coverage),
            BlendCommand { Pixels.Image: { } source } => [source],
            FillCommand { Brush.Pattern.Image: { } pattern } => [pattern],
            _ => [],
        };
}
