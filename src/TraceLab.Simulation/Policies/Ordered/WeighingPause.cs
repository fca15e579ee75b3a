using TraceLab.Simulation.Encoder;

namespace TraceLab.Simulation.Policies.Ordered;

/// <summary>
/// Leaves frames of images unweighed while weighing them saves next to nothing: images are the only primitives that may come
/// to as much as their pixels, and the only ones that have to be read to be weighed. The longer they save nothing, the more
/// frames go by before the next is weighed. A frame that is much larger than those is always weighed: it is another thing, and
/// there is more to save.
/// </summary>
internal sealed class WeighingPause
{
    /// <summary>So many frames of images are weighed in any case.</summary>
    public const int FirstFrames = 8;

    /// <summary>At most so many go unweighed after one that was weighed.</summary>
    public const int LongestPause = 30;

    // Part of the bytes as pixels that has to be saved for the time that it takes.
    private const double LeastSaved = 0.03;

    // Images that hold much less than what changed have an edge that needs no weighing.
    private const double LeastPixels = 0.9;

    // Times as many pixels as the frames have had that saved nothing.
    private const int MuchLarger = 4;

    private const double Memory = 0.9;

    private double _saved;
    private double _pixelBytes;
    private double _pixels;
    private double _frames;
    private int _weighed;
    private int _pause;
    private int _left;
    private long _framePixels;
    private bool _isOfImages;

    /// <summary>Whether a frame goes unweighed. One that does not is to be reported by <see cref="OnWeighed"/>.</summary>
    public bool Covers(FrameInput frame, FrameAnalysis analysis)
    {
        _isOfImages = IsOfImages(frame, analysis);
        _framePixels = frame.ChangedPixels;
        var covers = _isOfImages && _left > 0 && _framePixels * _frames <= _pixels * MuchLarger;
        _left -= covers ? 1 : 0;
        return covers;
    }

    /// <param name="savedBytes">What its primitives save, as weighed.</param>
    /// <param name="pixelBytes">What the frame would cost as pixels, as weighed.</param>
    public void OnWeighed(double savedBytes, double pixelBytes)
    {
        if (!_isOfImages)
        {
            return;
        }

        _saved = (_saved * Memory) + savedBytes;
        _pixelBytes = (_pixelBytes * Memory) + pixelBytes;
        _pixels = (_pixels * Memory) + _framePixels;
        _frames = (_frames * Memory) + 1;
        _weighed++;
        var pays = _weighed < FirstFrames || _saved >= _pixelBytes * LeastSaved;
        _pause = pays ? 0 : Math.Min((2 * _pause) + 1, LongestPause);
        _left = _pause;
    }

    // Only of images, and of about as many pixels as have changed or more.
    private static bool IsOfImages(FrameInput frame, FrameAnalysis analysis)
    {
        if (analysis.CountLegalImages < analysis.CountLegal)
        {
            return false;
        }

        long pixels = 0;
        foreach (var facts in analysis.Facts)
        {
            pixels += facts.IsLegal ? facts.Bounds.Area : 0;
        }

        return pixels >= frame.ChangedPixels * LeastPixels;
    }
}
