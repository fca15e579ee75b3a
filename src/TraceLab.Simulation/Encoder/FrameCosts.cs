using System.Runtime.InteropServices;
using TraceLab.Core.Commands;
using TraceLab.Core.Geometry;
using TraceLab.Core.Pixels;
using TraceLab.Simulation.Encoder.Parts;

namespace TraceLab.Simulation.Encoder;

/// <summary>
/// What things cost on one run's wire and codec: exactly where nothing is compressed, else estimated from the picture's
/// novelty and from what the codec made of earlier rectangles. Deterministic: it learns from byte counts, never from clocks.
/// </summary>
public sealed class FrameCosts(RunFormat format)
{
    private readonly CodedSizes _sizes = new();
    private readonly CodedSizes? _imageSizes = format.Codec.IsLossy ? new() : null;
    private readonly RegionEstimates _regions = new(format.Rectangles.CreateMerger());
    private FrameInput? _frame;

    /// <summary>Whether the policy asked for an estimate in this frame: one that it did not look at teaches nothing, at no cost.</summary>
    public bool AreAsked { get; private set; }

    /// <summary>Whether bytes are known and not estimated: nothing is compressed.</summary>
    public bool AreExact => !format.Compresses;

    /// <summary>Prices of what goes in the general form; null: nothing does.</summary>
    internal PartPrices? Parts { get; set; }

    public void Begin(FrameInput frame, FrameAnalysis analysis)
    {
        _frame = frame;
        AreAsked = false;
        _regions.Begin(frame, format.Compresses ? _sizes : null);
        Parts?.Begin(analysis);
    }

    /// <summary>Bytes of a primitive if nothing were compressed: header, and 3 bytes a pixel for an image.</summary>
    public long RawPrimitiveBytes(PrimitiveFacts facts)
    {
        if (facts.Drawing is not { } drawing)
        {
            return 0;
        }

        if (Parts is { } parts && parts.Needs(facts))
        {
            return (long)parts.Of(facts).RawBytes;
        }

        var payload = drawing.Kind == CommandKind.Image ? facts.Bounds.Area * 3 : 0;
        return HeaderBytes(facts, payload) + payload;
    }

    /// <summary>Bytes of the changed regions in a span if nothing were compressed.</summary>
    public long RawPixelBytes(RegionSpan span) => span.IsEmpty ? 0 : _frame!.Changed.CountMarkedPixels(span) * 3;

    /// <summary>Bytes of a primitive as this run would send it.</summary>
    public double PrimitiveBytes(PrimitiveFacts facts) => PrimitiveBytes(facts, isRough: false);

    /// <summary>Likewise; <paramref name="isRough"/>: about as many will do.</summary>
    internal double PrimitiveBytes(PrimitiveFacts facts, bool isRough)
    {
        AreAsked = format.Compresses;
        if (facts.Drawing is not null && Parts is { } parts && parts.Needs(facts))
        {
            return format.Compresses ? parts.Of(facts).CodedBytes : parts.Of(facts).RawBytes;
        }

        if (!format.Compresses || facts.Drawing is not ImageCommand image)
        {
            return RawPrimitiveBytes(facts);
        }

        var source = facts.Bounds.Offset(
            image.SourceArea.Left - image.Target.Area.Left,
            image.SourceArea.Top - image.Target.Area.Top
        );
        var pixels = MemoryMarshal.Cast<byte, uint>(image.Image.Bytes);
        var step = NoveltySample.RowStep(source.Area, _frame!);
        var rowStep = isRough ? NoveltySample.RareRowStep(step) : step;
        var novelty = NoveltySample.Count(pixels, image.Image.Width, source, rowStep);
        var payload = OfImages.Bytes(novelty, source.Area);
        return HeaderBytes(facts, (long)payload) + payload;
    }

    /// <summary>
    /// Bytes that the pixels of each changed region would add to a frame, for the regions of one row between two columns; what
    /// is told of unchanged ones means nothing. Valid until the next frame.
    /// </summary>
    public ReadOnlySpan<double> RegionBytes(int row, int firstColumn, int endColumn)
    {
        AreAsked = format.Compresses;
        return _regions.Row(row, firstColumn, endColumn);
    }

    /// <summary>
    /// Adds to classes of regions what the pixels of their changed regions would add to a frame, and how many those are
    /// (<see cref="RegionEstimates.AddTo"/>).
    /// </summary>
    internal void AddRegionBytes(ClassMap map, Span<double> bytes, Span<int> regions)
    {
        AreAsked = format.Compresses;
        _regions.AddTo(map, bytes, regions);
    }

    /// <summary>Estimated bytes of a whole image.</summary>
    internal double CodedBytes(Image image)
    {
        var pixels = MemoryMarshal.Cast<byte, uint>(image.Bytes);
        var novelty = NoveltySample.Count(pixels, image.Width, new Rect(0, 0, image.Width, image.Height));
        return OfImages.Bytes(novelty, (long)image.Width * image.Height);
    }

    /// <summary>Learns from a rectangle of the screen that was really encoded; nothing is learned where no policy asks.</summary>
    public void Learn(Surface screen, Rect area, int encodedBytes)
    {
        if (AreAsked && _regions.TryGetNovelty(area, out var novelty))
        {
            _sizes.Learn(novelty, area.Area, encodedBytes);
        }
        else
        {
            Learn(_sizes, screen.ReadPixels, screen.Width, area, encodedBytes);
        }
    }

    /// <summary>Likewise from a part of an image.</summary>
    public void Learn(Image image, Rect area, int encodedBytes) =>
        Learn(OfImages, MemoryMarshal.Cast<byte, uint>(image.Bytes), image.Width, area, encodedBytes);

    // Where images go with another codec than the screen, they say nothing about each other.
    private CodedSizes OfImages => _imageSizes ?? _sizes;

    private void Learn(CodedSizes sizes, ReadOnlySpan<uint> pixels, int stride, Rect area, int encodedBytes)
    {
        if (AreAsked)
        {
            var novelty = NoveltySample.Count(pixels, stride, area);
            sizes.Learn(novelty, area.Area, encodedBytes);
        }
    }

    private int HeaderBytes(PrimitiveFacts facts, long payloadBytes) =>
        format.Wire.PrimitiveHeaderBytes(
            facts.Drawing!.Kind,
            facts.Bounds,
            EncodedPrimitive.ClipOf(facts.Drawing).Length,
            (int)Math.Min(payloadBytes, int.MaxValue)
        );
}
