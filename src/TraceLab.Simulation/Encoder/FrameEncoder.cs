using System.Buffers;
using System.Runtime.InteropServices;
using TraceLab.Core.Commands;
using TraceLab.Core.Geometry;
using TraceLab.Core.Pixels;
using TraceLab.Simulation.Blitmaps;
using TraceLab.Simulation.Codecs;
using TraceLab.Simulation.Policies;
using TraceLab.Simulation.Wires;

namespace TraceLab.Simulation.Encoder;

/// <summary>Where the bytes of a frame went.</summary>
public readonly record struct FrameBytes(long Primitives, long Pixels, long Framing)
{
    public long Total => Primitives + Pixels + Framing;
}

/// <summary>
/// Makes the bytes of a frame: the chosen primitives in order, then what is still marked as pixel rectangles from the
/// secondary framebuffer (patent: "transmits the display data in secondary framebuffer in accordance with the marked
/// entries in encoder blitmap").
/// </summary>
public sealed class FrameEncoder(IWire wire, IPixelCodec codec, FrameCosts costs, CacheRole shared) : IDisposable
{
    private readonly IFrameWriter _writer = wire.CreateWriter();
    private readonly IPixelEncoder _encoder = codec.CreateEncoder();
    private readonly ArrayBufferWriter<byte> _frame = new();
    private readonly ArrayBufferWriter<byte> _payload = new();
    private readonly RegionMerger _merger = new();
    private readonly List<Rect> _rectangles = [];

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
        var sent = 0;
        foreach (var choice in choices)
        {
            sent += choice.Goes ? 1 : 0;
        }

        _rectangles.Clear();
        _merger.Merge(pixels, _rectangles);
        _frame.ResetWrittenCount();
        _writer.Begin(_frame, newScreen is not null, sent, _rectangles.Count);
        if (newScreen is not null)
        {
            _writer.OnScreen(newScreen.Width, newScreen.Height, newScreen.Format);
        }

        var framing = (long)_frame.WrittenCount;
        var primitiveBytes = EncodePrimitives(analysis, choices);
        var pixelBytes = EncodePixels(input.Secondary);
        framing += _frame.WrittenCount - framing - primitiveBytes - pixelBytes;
        return new FrameBytes(primitiveBytes, pixelBytes, framing);
    }

    public void Dispose() => _encoder.Dispose();

    private long EncodePrimitives(FrameAnalysis analysis, Span<PrimitiveChoice> choices)
    {
        long total = 0;
        for (var index = 0; index < choices.Length; index++)
        {
            if (!choices[index].Goes)
            {
                continue;
            }

            var before = _frame.WrittenCount;
            EncodePrimitive(analysis.Facts[index]);
            choices[index].PrimitiveBytes = _frame.WrittenCount - before;
            total += choices[index].PrimitiveBytes;
        }

        return total;
    }

    private void EncodePrimitive(PrimitiveFacts facts)
    {
        var area = facts.Bounds;
        var clip = EncodedPrimitive.ClipOf(facts.Drawing!);
        switch (facts.Drawing)
        {
            case FillCommand fill:
                _writer.OnFill(area, clip, fill.Brush.Color);
                break;
            case CopyCommand copy:
                var source = EncodedPrimitive.SourceOf(copy.SourceArea, copy.Target.Area, area);
                _writer.OnCopy(area, clip, new Point(source.Left, source.Top));
                break;
            case ImageCommand image:
                EncodeImage(image, area, clip);
                break;
            default:
                throw new InvalidOperationException($"a {facts.Drawing!.Kind} command is no primitive of the wire");
        }
    }

    private void EncodeImage(ImageCommand image, Rect area, ReadOnlySpan<Rect> clip)
    {
        var source = EncodedPrimitive.SourceOf(image.SourceArea, image.Target.Area, area);
        _payload.ResetWrittenCount();
        _encoder.Encode(PixelBlock.Of(image.Image, source), _payload);
        _writer.OnImage(area, clip, _payload.WrittenSpan);
        if (costs.AreAsked)
        {
            Learn(MemoryMarshal.Cast<byte, uint>(image.Image.Bytes), image.Image.Width, source, _payload.WrittenCount);
        }
    }

    private long EncodePixels(Surface secondary)
    {
        long total = 0;
        foreach (var area in _rectangles)
        {
            var payload = EncodeRectangle(secondary, area);
            _writer.OnPixels(area, payload);
            total += payload.Length;
            if (costs.AreAsked)
            {
                Learn(secondary.Pixels, secondary.Width, area, payload.Length);
            }
        }

        return total;
    }

    private ReadOnlySpan<byte> EncodeRectangle(Surface secondary, Rect area)
    {
        if (!shared.Leads && shared.Cache is { } cache && cache.TryGet(area, out var encoded))
        {
            return encoded;
        }

        _payload.ResetWrittenCount();
        _encoder.Encode(PixelBlock.Of(secondary, area), _payload);
        if (shared.Leads)
        {
            shared.Cache?.Add(area, _payload.WrittenSpan);
        }

        return _payload.WrittenSpan;
    }

    private void Learn(ReadOnlySpan<uint> pixels, int stride, Rect area, int encodedBytes) =>
        costs.Learn(NoveltyCounter.Count(pixels, stride, area.Left, area.Top, area.Width, area.Height), encodedBytes);
}
