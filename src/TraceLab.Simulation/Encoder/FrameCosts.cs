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
    private int[] _novelty = [];
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
        var payload = Coded(novelty, source.Area, BytesPerNovelPixel);
        return HeaderBytes(facts, (long)payload) + payload;
    }

    /// <summary>
    /// Bytes that the pixels of each changed region would add to a frame, for the regions of one row between two columns.
    /// <paramref name="bytes"/> has one place for each of them; what it holds for unchanged ones means nothing.
    /// </summary>
    public void PriceRegions(int row, int firstColumn, int endColumn, Span<double> bytes)
    {
        AreAsked = compresses;
        var changed = _frame!.Changed;
        for (var column = firstColumn; column < endColumn; )
        {
            column = changed.NextMarked(row, column, endColumn);
            var end = changed.NextUnmarked(row, column, endColumn);
            if (column < end)
            {
                PriceRun(new RegionSpan(column, row, end, row + 1), bytes[(column - firstColumn)..(end - firstColumn)]);
            }

            column = end;
        }
    }

    /// <summary>Estimated bytes of a whole image.</summary>
    internal double CodedBytes(Image image)
    {
        var pixels = MemoryMarshal.Cast<byte, uint>(image.Bytes);
        return Coded(
            NoveltyCounter.Count(pixels, image.Width, 0, 0, image.Width, image.Height),
            image.Width * image.Height,
            BytesPerNovelPixel
        );
    }

    /// <summary>Learns from a rectangle that was really encoded.</summary>
    public void Learn(int novelty, int encodedBytes)
    {
        _codedNovelty = (_codedNovelty * Memory) + novelty;
        _codedBytes = (_codedBytes * Memory) + encodedBytes;
    }

    // Regions of one row, side by side.
    private void PriceRun(RegionSpan run, Span<double> bytes)
    {
        var frame = _frame!;
        var area = frame.Grid.RectOf(run);
        var size = frame.Grid.RegionSize;
        Reserve(bytes.Length);
        var novelty = _novelty.AsSpan(0, bytes.Length);
        novelty.Clear();
        if (compresses)
        {
            NoveltyCounter.CountPieces(frame.Secondary.ReadPixels, frame.Secondary.Width, area, size, novelty);
        }

        var bytesPerNovelPixel = BytesPerNovelPixel;
        for (var index = 0; index < bytes.Length; index++)
        {
            var pixels = (long)Math.Min(size, area.Width - (index * size)) * area.Height;
            bytes[index] = compresses ? Coded(novelty[index], pixels, bytesPerNovelPixel) : pixels * 3;
        }
    }

    private void Reserve(int regions)
    {
        if (_novelty.Length < regions)
        {
            _novelty = new int[regions];
        }
    }

    private static double Coded(int novelty, long pixels, double bytesPerNovelPixel) =>
        Math.Min((novelty * bytesPerNovelPixel) + (pixels / 64.0), pixels * 3.0);

    private int HeaderBytes(PrimitiveFacts facts, long payloadBytes) =>
        wire.PrimitiveHeaderBytes(
            facts.Drawing!.Kind,
            facts.Bounds,
            EncodedPrimitive.ClipOf(facts.Drawing).Length,
            (int)Math.Min(payloadBytes, int.MaxValue)
        );
}
