using System.Buffers;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Columns;
using K4os.Compression.LZ4;
using TraceLab.Core.Geometry;
using TraceLab.Core.Pixels;
using TraceLab.Simulation.Blitmaps.Merging;
using TraceLab.Simulation.Codecs;
using ZstdSharp;

namespace TraceLab.Benchmarks;

/// <summary>
/// The pixel codecs against their libraries, called directly on the same rectangles: all those of sampled frames that go as
/// pixels. The base packs each to the 24 bits a pixel that are compressed and calls the library; "packed" calls it on bytes that
/// lie ready, as they never do in a framebuffer.
/// </summary>
[HideColumns(Column.Error, Column.StdDev, Column.RatioSD)]
[GroupBenchmarksBy(BenchmarkDotNet.Configs.BenchmarkLogicalGroupRule.ByCategory)]
[CategoriesColumn]
#pragma warning disable CA1001 // Disposed by the clean-up of the benchmark.
public class CodecBenchmarks
#pragma warning restore CA1001
{
    private readonly ArrayBufferWriter<byte> _output = new();
    private readonly IPixelEncoder _zstd = PixelCodecs.ByName("zstd").CreateEncoder();
    private readonly IPixelEncoder _lz4 = PixelCodecs.ByName("lz4").CreateEncoder();
    private readonly Compressor _compressor = new(3);
    private (Surface Picture, Rect Area)[] _blocks = [];
    private byte[][] _packed = [];
    private byte[] _buffer = [];
    private byte[] _target = [];

    public static IEnumerable<string> Traces => SampledFrames.Traces;

    [ParamsSource(nameof(Traces))]
    public string Trace { get; set; } = "";

    [GlobalSetup]
    public void Setup()
    {
        _blocks = [.. SampledFrames.Of(Trace).SelectMany(Rectangles)];
        _packed = [.. _blocks.Select(Pack)];
        var most = _packed.Max(packed => packed.Length);
        _buffer = new byte[most];
        _target = new byte[Math.Max(LZ4Codec.MaximumOutputSize(most), Compressor.GetCompressBound(most))];
    }

    [GlobalCleanup]
    public void Cleanup()
    {
        _zstd.Dispose();
        _lz4.Dispose();
        _compressor.Dispose();
    }

    [Benchmark(Baseline = true), BenchmarkCategory("zstd")]
    public long ZstdLibrary()
    {
        long bytes = 0;
        foreach (var (picture, area) in _blocks)
        {
            var packed = _buffer.AsSpan(0, checked((int)area.Area * 3));
            PackedPixels.Pack(PixelBlock.Of(picture, area), packed);
            bytes += _compressor.Wrap(packed, _target);
        }

        return bytes;
    }

    [Benchmark, BenchmarkCategory("zstd")]
    public long ZstdLibraryPacked() => _packed.Sum(packed => (long)_compressor.Wrap(packed, _target));

    [Benchmark, BenchmarkCategory("zstd")]
    public long ZstdCodec() => Encode(_zstd);

    [Benchmark(Baseline = true), BenchmarkCategory("lz4")]
    public long Lz4Library()
    {
        long bytes = 0;
        foreach (var (picture, area) in _blocks)
        {
            var packed = _buffer.AsSpan(0, checked((int)area.Area * 3));
            PackedPixels.Pack(PixelBlock.Of(picture, area), packed);
            bytes += LZ4Codec.Encode(packed, _target);
        }

        return bytes;
    }

    [Benchmark, BenchmarkCategory("lz4")]
    public long Lz4LibraryPacked() => _packed.Sum(packed => (long)LZ4Codec.Encode(packed, _target));

    [Benchmark, BenchmarkCategory("lz4")]
    public long Lz4Codec() => Encode(_lz4);

    private long Encode(IPixelEncoder encoder)
    {
        long bytes = 0;
        foreach (var (picture, area) in _blocks)
        {
            _output.ResetWrittenCount();
            encoder.Encode(PixelBlock.Of(picture, area), _output);
            bytes += _output.WrittenCount;
        }

        return bytes;
    }

    private static IEnumerable<(Surface Picture, Rect Area)> Rectangles(SampledFrame frame)
    {
        var areas = new List<Rect>();
        RectangleRules.ByName(RectangleRules.Default).CreateMerger().Merge(frame.Input.Changed, areas);
        return areas.Select(area => (frame.Input.Secondary, area));
    }

    private static byte[] Pack((Surface Picture, Rect Area) block)
    {
        var packed = new byte[block.Area.Area * 3];
        PackedPixels.Pack(PixelBlock.Of(block.Picture, block.Area), packed);
        return packed;
    }
}
