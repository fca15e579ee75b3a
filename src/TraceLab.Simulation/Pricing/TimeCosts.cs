using TraceLab.Core.Commands;
using TraceLab.Core.Geometry;
using TraceLab.Results;
using TraceLab.Simulation.Encoder;

namespace TraceLab.Simulation.Pricing;

/// <summary>
/// How long primitives and pixels take to the client: encoding, the link and decoding, as a policy weighs them. Bytes are
/// those that <see cref="FrameCosts"/> expects, CPU time is the cost profile's, and without a link bytes take no time.
/// </summary>
public sealed class TimeCosts(FrameCosts bytes, FramePricer pricer, LinkSettings? link)
{
    private const double BitNanosecondsAtOneBitPerSecond = 8e9;

    private readonly double _byteNanoseconds = link is { BitsPerSecond: > 0 }
        ? BitNanosecondsAtOneBitPerSecond / link.BitsPerSecond
        : 0;

    /// <summary>A primitive with its payload, if it has one.</summary>
    public double PrimitiveNanoseconds(PrimitiveFacts facts)
    {
        if (facts.Drawing is not { } drawing)
        {
            return 0;
        }

        var encoded = bytes.PrimitiveBytes(facts);
        var area = facts.Bounds.Area;
        var time = (encoded * _byteNanoseconds) + Cpu(pricer.Primitive(drawing.Kind), new WorkAmount(1, area, 0));
        return drawing.Kind == CommandKind.Image
            ? time + Cpu(pricer.Payload, new WorkAmount(1, area, (long)encoded))
            : time;
    }

    /// <summary>The changed regions of a span as one rectangle of pixels; no time where nothing changed.</summary>
    public double PixelNanoseconds(RegionSpan span, FrameInput frame)
    {
        var encoded = 0.0;
        long pixels = 0;
        for (var row = span.FirstRow; row < span.EndRow; row++)
        {
            var prices = bytes.RegionBytes(row, span.FirstColumn, span.EndColumn);
            for (var column = span.FirstColumn; column < span.EndColumn; column++)
            {
                if (frame.Changed.IsMarked(column, row))
                {
                    encoded += prices[column - span.FirstColumn];
                    pixels += frame.Grid.RectOf(column, row).Area;
                }
            }
        }

        return pixels == 0
            ? 0
            : (encoded * _byteNanoseconds) + Cpu(pricer.Payload, new WorkAmount(1, pixels, (long)encoded));
    }

    private static double Cpu(TwoWayCost cost, WorkAmount work) =>
        cost.Encode.Nanoseconds(work) + cost.Decode.Nanoseconds(work);
}
