using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Columns;
using TraceLab.Core.Geometry;
using TraceLab.Results;
using TraceLab.Simulation.Blitmaps;
using TraceLab.Simulation.Blitmaps.Merging;
using TraceLab.Simulation.Client;
using TraceLab.Simulation.Encoder;
using TraceLab.Simulation.Policies;
using TraceLab.Simulation.Pricing;

namespace TraceLab.Benchmarks;

/// <summary>
/// What choosing costs beside encoding, on frames of the bundled sessions: <c>ordered</c> choosing, encoding what it chose, and
/// encoding the same frames as pixels, which is the path that it replaces. Each comes after the changed pixels were copied into
/// the secondary framebuffer, as they are when frames are trimmed; what that costs alone is to be subtracted.
/// </summary>
[HideColumns(Column.Error, Column.StdDev, Column.RatioSD)]
#pragma warning disable CA1001 // Disposed by the clean-up of the benchmark.
public class SelectionBenchmarks
#pragma warning restore CA1001
{
    private readonly RegionCover _cover = new();
    private SampledFrame[] _frames = [];
    private FrameCosts _costs = null!;
    private TrialEncoder _trials = null!;
    private FrameEncoder _encoder = null!;
    private IFrameChooser _chooser = null!;
    private TimeCosts _times = null!;
    private Chosen[] _ordered = [];
    private Chosen[] _pixels = [];
    private Rect[][] _changed = [];

    public static IEnumerable<string> Traces => SampledFrames.Traces;

    [ParamsSource(nameof(Traces))]
    public string Trace { get; set; } = "";

    [Params("lz4", "zstd")]
    public string Codec { get; set; } = "";

    [GlobalSetup]
    public void Setup()
    {
        var format = RunFormat.Of(
            new RunSettings
            {
                Trace = Trace,
                Policy = "ordered",
                Codec = Codec,
                Wire = "compact",
            }
        );
        _frames = SampledFrames.Of(Trace);
        _changed = [.. _frames.Select(Changed)];
        _costs = new FrameCosts(format);
        _trials = new TrialEncoder(format, _costs);
        _encoder = new FrameEncoder(format, _costs, shared: default, ClientProfile.Default);
        _times = new TimeCosts(_costs, new FramePricer(CostProfile.Default, Codec), link: null);
        _pixels = Choose("pixels");
        EncodePixels();
        _ordered = Choose("ordered");
        EncodeOrdered();
        _ordered = Choose("ordered");
    }

    [GlobalCleanup]
    public void Cleanup()
    {
        _trials.Dispose();
        _encoder.Dispose();
    }

    [Benchmark]
    public void Trim()
    {
        for (var index = 0; index < _frames.Length; index++)
        {
            Trim(index);
        }
    }

    [Benchmark(Baseline = true)]
    public long EncodePixels() => Encode(_pixels);

    [Benchmark]
    public long EncodeOrdered() => Encode(_ordered);

    [Benchmark]
    public void SelectOrdered()
    {
        for (var index = 0; index < _frames.Length; index++)
        {
            Trim(index);
            Choose(_frames[index], _ordered[index]);
        }
    }

    private static Rect[] Changed(SampledFrame frame)
    {
        var areas = new List<Rect>();
        RectangleRules.ByName(RectangleRules.Default).CreateMerger().Merge(frame.Input.Changed, areas);
        return [.. areas];
    }

    private void Trim(int index)
    {
        var frame = _frames[index].Input;
        foreach (var area in _changed[index])
        {
            frame.Secondary.CopyFrom(frame.Primary, area);
        }
    }

    private Chosen[] Choose(string policy)
    {
        _chooser = PolicyRegistry.ByName(policy).CreateChooser();
        var all = new Chosen[_frames.Length];
        for (var index = 0; index < all.Length; index++)
        {
            var frame = _frames[index];
            all[index] = new Chosen(new PrimitiveChoice[frame.Analysis.Count], new Blitmap(frame.Input.Grid));
            Choose(frame, all[index]);
        }

        return all;
    }

    private void Choose(SampledFrame frame, Chosen chosen)
    {
        chosen.Pixels.CopyFrom(frame.Input.Changed);
        _costs.Begin(frame.Input, frame.Analysis);
        _trials.Begin(frame.Input);
        _chooser.Choose(
            new FrameQuestion
            {
                Frame = frame.Input,
                Analysis = frame.Analysis,
                Costs = _costs,
                Trials = _trials,
                Times = _times,
            },
            chosen.Choices
        );
        _cover.Apply(frame.Analysis, chosen.Choices, chosen.Pixels);
    }

    private long Encode(Chosen[] all)
    {
        long bytes = 0;
        for (var index = 0; index < all.Length; index++)
        {
            Trim(index);
            var (frame, chosen) = (_frames[index], all[index]);
            bytes += _encoder.Encode(frame.Input, frame.Analysis, chosen.Choices, chosen.Pixels, newScreen: null).Total;
        }

        return bytes;
    }

    private sealed record Chosen(PrimitiveChoice[] Choices, Blitmap Pixels);
}
