using System.Buffers;
using TraceLab.Core.Geometry;
using TraceLab.Core.Pixels;
using TraceLab.Simulation.Blitmaps;
using TraceLab.Simulation.Blitmaps.Merging;
using TraceLab.Simulation.Client;
using TraceLab.Simulation.Codecs;
using TraceLab.Simulation.Encoder.Offscreen;
using TraceLab.Simulation.Encoder.Parts;
using TraceLab.Simulation.Encoder.Shadow;
using TraceLab.Simulation.Encoder.Steps;
using TraceLab.Simulation.Policies;
using TraceLab.Simulation.Wires;

namespace TraceLab.Simulation.Encoder;

/// <summary>Where the bytes of a frame went.</summary>
public readonly record struct FrameBytes(long Primitives, long Pixels, long Cache, long Framing)
{
    public long Total => Primitives + Pixels + Cache + Framing;
}

/// <summary>
/// Makes the bytes of a frame: the chosen primitives in order, then what is still marked as pixel rectangles from the
/// secondary framebuffer (patent: "transmits the display data in secondary framebuffer in accordance with the marked
/// entries in encoder blitmap").
/// </summary>
public sealed class FrameEncoder : IDisposable
{
    private readonly IFrameWriter _writer;
    private readonly EncoderPair _encoders;
    private readonly FrameCosts _costs;
    private readonly CacheRole _shared;
    private readonly BlockLimit _limit;
    private readonly PartBuilder _parts;
    private readonly SentImages _images;
    private readonly ArrayBufferWriter<byte> _frame = new();
    private readonly ArrayBufferWriter<byte> _payload = new();
    private readonly IRegionMerger _merger;
    private readonly List<Rect> _rectangles = [];
    private readonly List<FrameStep> _steps = [];
    private readonly PiecePlan _pieces;
    private readonly StepWriter _stepWriter;
    private readonly ClientShadow? _shadow;
    private readonly DifferenceCutter? _cutter;
    private readonly bool _isLossy;
    private Blitmap? _sent;

    public FrameEncoder(RunFormat format, FrameCosts costs, CacheRole shared, ClientProfile profile)
    {
        _writer = format.Wire.CreateWriter();
        _encoders = new EncoderPair(format.Codec);
        _merger = format.Rectangles.CreateMerger();
        _costs = costs;
        _shared = shared;
        _limit = format.Wire.BlockLimit;
        _parts = new PartBuilder(profile);
        _images = new SentImages(profile, _encoders.Images, costs.Learn);
        _pieces = new PiecePlan(_parts, profile.ClipLists, _limit);
        _stepWriter = new StepWriter(_writer, _parts, _images, _encoders.Images, costs.Learn);
        Offscreen = profile.Surfaces ? new OffscreenLog(profile) : null;
        _isLossy = format.Codec.IsLossy;
        _cutter = format.Rectangles.CutsToDifferences ? new DifferenceCutter(format.Compresses) : null;
        _shadow = _isLossy || _cutter is not null ? new ClientShadow(format, profile) : null;
        costs.Parts = new PartPrices(format.Wire, _parts, _images, costs, Offscreen);
    }

    /// <summary>What the client's off-screen surfaces hold; null for a client without.</summary>
    internal OffscreenLog? Offscreen { get; }

    /// <summary>What the client is to show after the last frame, where that is not the secondary framebuffer; else null.</summary>
    public Surface? Shadow => _isLossy ? _shadow!.Screen : null;

    /// <summary>Regions that the last frame sent as pixels.</summary>
    public int RegionsAsPixels { get; private set; }

    /// <summary>The bytes of the last frame; valid until the next one is encoded.</summary>
    public ReadOnlySpan<byte> Frame => _frame.WrittenSpan;

    /// <summary>
    /// Encodes one frame and stores in each sent choice what its primitive really cost. <paramref name="newScreen"/> is the
    /// screen if the client must be told its size, else null.
    /// </summary>
    public FrameBytes Encode(
        FrameInput input,
        FrameAnalysis analysis,
        Span<PrimitiveChoice> choices,
        Blitmap pixels,
        Surface? newScreen
    )
    {
        _parts.BeginFrame();
        Offscreen?.Choose(analysis, choices);
        _stepWriter.ScreenFormat = input.Secondary.Format;
        StepPlan.Make(analysis, choices, Offscreen, _pieces, _steps);
        _shadow?.BeginFrame(newScreen, input.Secondary.Format);
        _shadow?.Execute(analysis, _steps);
        PlanRectangles(input.Secondary, pixels);
        _frame.ResetWrittenCount();
        _writer.Begin(_frame, newScreen is not null, _steps.Count, _rectangles.Count);
        if (newScreen is not null)
        {
            _writer.OnScreen(newScreen.Width, newScreen.Height, newScreen.Format);
        }

        var framing = (long)_frame.WrittenCount;
        var (primitiveBytes, cacheBytes) = EncodeSteps(analysis, choices);
        var pixelBytes = EncodePixels(input.Secondary);
        framing += _frame.WrittenCount - framing - primitiveBytes - cacheBytes - pixelBytes;
        return new FrameBytes(primitiveBytes, pixelBytes, cacheBytes, framing);
    }

    public void Dispose()
    {
        _encoders.Dispose();
        _shadow?.Dispose();
    }

    private void PlanRectangles(Surface secondary, Blitmap pixels)
    {
        _rectangles.Clear();
        _merger.Merge(pixels, _rectangles);
        _cutter?.Cut(secondary, _shadow!.Screen!, _rectangles);
        RegionsAsPixels = CountRegions(pixels.Grid);
        for (var index = 0; index < _rectangles.Count; index++)
        {
            if (!_limit.Allows(_rectangles[index]))
            {
                Rect[] pieces = [.. _limit.Cut(_rectangles[index])];
                _rectangles.RemoveAt(index);
                _rectangles.InsertRange(index, pieces);
                index += pieces.Length - 1;
            }
        }
    }

    // Several rectangles may lie in one region.
    private int CountRegions(RegionGrid grid)
    {
        if (_sent?.Grid != grid)
        {
            _sent = new Blitmap(grid);
        }

        _sent.ClearAll();
        foreach (var area in _rectangles)
        {
            _sent.Mark(area);
        }

        return _sent.CountMarked();
    }

    private (long Primitives, long Cache) EncodeSteps(FrameAnalysis analysis, Span<PrimitiveChoice> choices)
    {
        long primitives = 0;
        long cache = 0;
        foreach (ref var choice in choices)
        {
            choice.PrimitiveBytes = choice.Goes ? 0 : choice.PrimitiveBytes;
        }

        foreach (var step in _steps)
        {
            var before = _frame.WrittenCount;
            _images.BeginPart();
            if (step.Offscreen is { } entry)
            {
                _stepWriter.Write(entry);
                cache += _frame.WrittenCount - before;
                continue;
            }

            _stepWriter.Write(analysis.Facts[step.Index], step);
            var bytes = _frame.WrittenCount - before - _images.CacheBytes;
            choices[step.Index].PrimitiveBytes += bytes;
            primitives += bytes;
            cache += _images.CacheBytes;
        }

        return (primitives, cache);
    }

    private long EncodePixels(Surface secondary)
    {
        long total = 0;
        foreach (var area in _rectangles)
        {
            var payload = EncodeRectangle(secondary, area);
            _writer.OnPixels(area, payload);
            _shadow?.Show(secondary, area, payload);
            total += payload.Length;
            _costs.Learn(secondary, area, payload.Length);
        }

        return total;
    }

    private ReadOnlySpan<byte> EncodeRectangle(Surface secondary, Rect area)
    {
        if (!_shared.Leads && _shared.Cache is { } cache && cache.TryGet(area, out var encoded))
        {
            return encoded;
        }

        _payload.ResetWrittenCount();
        _encoders.Screen.Encode(PixelBlock.Of(secondary, area), _payload);
        if (_shared.Leads)
        {
            _shared.Cache?.Add(area, _payload.WrittenSpan);
        }

        return _payload.WrittenSpan;
    }
}
