using System.Numerics;

namespace TraceLab.Simulation.Encoder;

/// <summary>
/// How many bytes a codec makes of a block of pixels, by the block's novelty and size: learned from blocks that were really
/// encoded. Large blocks repeat more, so each doubling of novelty has a rate of its own; a rate that is not known yet is
/// guessed from the nearest one that is.
/// </summary>
internal sealed class CodedSizes
{
    private const int Doublings = 32;
    private const double Memory = 0.98;

    // What a block costs that shows nothing new, counted as novel pixels: the frame that a compressor puts around it.
    private const int BlockNovelty = 8;

    // Until the codec has shown what it does: a novel pixel costs about its three bytes, a repeated one little.
    private const double FirstBytesPerNovelty = 3;
    private const double FirstBytesPerPixel = 1 / 64.0;
    private const double FirstPixels = 4096;

    // A block of so many pixels for each novel one tells what repeated pixels cost.
    private const int PixelsOfFlatBlock = 256;

    // 2^-0.25: where nothing is known, bytes grow with the power 3/4 of novelty, so twice as much makes each novel pixel cheaper.
    private const double RateOfDouble = 0.8408964152537145;

    private readonly double[] _bytes = new double[Doublings];
    private readonly double[] _novelty = new double[Doublings];

    // Bytes by novelty, as below by flat pixels: kept because more is asked than learned.
    private readonly double[] _rates = new double[Doublings];
    private double _flatBytes = FirstBytesPerPixel * FirstPixels;
    private double _flatPixels = FirstPixels;
    private double _bytesPerPixel = FirstBytesPerPixel;

    /// <summary>Expected bytes of a block; never more than three a pixel.</summary>
    public double Bytes(int novelty, long pixels) =>
        Math.Min(((novelty + BlockNovelty) * BytesPerNovelty(novelty)) + (pixels * _bytesPerPixel), pixels * 3.0);

    /// <summary>Learns from a block that was really encoded.</summary>
    public void Learn(int novelty, long pixels, int encodedBytes)
    {
        if (novelty <= pixels / PixelsOfFlatBlock)
        {
            _flatPixels = (_flatPixels * Memory) + pixels;
            _flatBytes =
                (_flatBytes * Memory)
                + Math.Max(0, encodedBytes - ((novelty + BlockNovelty) * BytesPerNovelty(novelty)));
            _bytesPerPixel = _flatBytes / _flatPixels;
            return;
        }

        var doubling = DoublingOf(novelty);
        _novelty[doubling] = (_novelty[doubling] * Memory) + novelty + BlockNovelty;
        _bytes[doubling] = (_bytes[doubling] * Memory) + Math.Max(0, encodedBytes - (pixels * _bytesPerPixel));
        _rates[doubling] = _bytes[doubling] / _novelty[doubling];
    }

    private static int DoublingOf(int novelty) => BitOperations.Log2((uint)novelty + 1);

    private double BytesPerNovelty(int novelty)
    {
        var doubling = DoublingOf(novelty);
        var factor = 1.0;
        for (var distance = 0; distance < Doublings; distance++)
        {
            if (doubling >= distance && _novelty[doubling - distance] > 0)
            {
                return _rates[doubling - distance] * factor;
            }

            if (doubling + distance < Doublings && _novelty[doubling + distance] > 0)
            {
                return _rates[doubling + distance];
            }

            factor *= RateOfDouble;
        }

        return FirstBytesPerNovelty;
    }
}
