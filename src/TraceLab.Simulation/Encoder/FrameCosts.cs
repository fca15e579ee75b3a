using System.Runtime.InteropServices;
using TraceLab.Core.Commands;
using TraceLab.Core.Geometry;
using TraceLab.Core.Pixels;
using TraceLab.Simulation.Encoder.Parts;
using TraceLab.Simulation.Wires;

namespace TraceLab.Simulation.Encoder;

/// <summary>
/// What things cost on one run's wire and codec: exactly where nothing is compressed, else estimated from the picture's
/// novelty and from what the codec made of earlier rectangles. Deterministic: it learns from byte counts, never from clocks.
/// </summary>
/// <param name="wire">What primitives cost.</param>
/// <param name="compresses">Whether the codec compresses, so that bytes depend on the picture.</param>
public sealed class FrameCosts(IWire wire, bool compresses)
{
    // Until the codec has shown what it does: a novel pixel costs about its three bytes less what repeats further away.
    private const double FirstBytesPerNovelPixel = 2;
    private const double Memory = 0.98;

    private FrameInput? _frame;
    private double _codedBytes = FirstBytesPerNovelPixel * 256;
    private double _codedNovelty = 256;

    /// <summary>Estimated bytes of the pixel codec for each novel pixel.</summary>
    public double BytesPerNovelPixel => _codedBytes / _codedNovelty;

    /// <summary>Whether the policy has ever asked for an estimate, so that learning is worth its time.</summary>
    public bool AreAsked { get; private set; }

    /// <summary>Prices of what goes in the general form; null: nothing does.</summary>
    internal PartPrices? Parts { get; set; }

    public void Begin(FrameInput frame, FrameAnalysis analysis)
    {
        _frame = frame;
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
    public double PrimitiveBytes(PrimitiveFacts facts)
    {
        AreAsked = compresses;
        if (facts.Drawing is not null && Parts is { } parts && parts.Needs(facts))
        {
            return compresses ? parts.Of(facts).CodedBytes : parts.Of(facts).RawBytes;
        }

        if (!compresses || facts.Drawing is not ImageCommand image)
        {
            return RawPrimitiveBytes(facts);
        }

        var source = facts.Bounds.Offset(
            image.SourceArea.Left - image.Target.Area.Left,
            image.SourceArea.Top - image.Target.Area.Top
        );
        var pixels = MemoryMarshal.Cast<byte, uint>(image.Image.Bytes);
        var novelty = NoveltyCounter.Count(
            pixels,
            image.Image.Width,
            source.Left,
            source.Top,
            source.Width,
            source.Height
        );
        var payload = Coded(novelty, source.Area);
        return HeaderBytes(facts, (long)payload) + payload;
    }

    /// <summary>Bytes that the pixels of one region would add to a frame.</summary>
    public double RegionBytes(int column, int row)
    {
        AreAsked = compresses;
        var frame = _frame!;
        var area = frame.Grid.RectOf(column, row);
        if (!compresses)
        {
            return area.Area * 3;
        }

        var secondary = frame.Secondary;
        var novelty = NoveltyCounter.Count(
            secondary.Pixels,
            secondary.Width,
            area.Left,
            area.Top,
            area.Width,
            area.Height
        );
        return Coded(novelty, area.Area);
    }

    /// <summary>Estimated bytes of a whole image.</summary>
    internal double CodedBytes(Image image)
    {
        var pixels = MemoryMarshal.Cast<byte, uint>(image.Bytes);
        return Coded(
            NoveltyCounter.Count(pixels, image.Width, 0, 0, image.Width, image.Height),
            image.Width * image.Height
        );
    }

    /// <summary>Learns from a rectangle that was really encoded.</summary>
    public void Learn(int novelty, int encodedBytes)
    {
        _codedNovelty = (_codedNovelty * Memory) + novelty;
        _codedBytes = (_codedBytes * Memory) + encodedBytes;
    }

    private double Coded(int novelty, long pixels) =>
        Math.Min((novelty * BytesPerNovelPixel) + (pixels / 64.0), pixels * 3.0);

    private int HeaderBytes(PrimitiveFacts facts, long payloadBytes) =>
        wire.PrimitiveHeaderBytes(
            facts.Drawing!.Kind,
            facts.Bounds,
            EncodedPrimitive.ClipOf(facts.Drawing).Length,
            (int)Math.Min(payloadBytes, int.MaxValue)
        );
}
