namespace TraceLab.Results;

/// <summary>How near a client's screen comes to the primary framebuffer where a codec may change pixels.</summary>
/// <param name="LossyPixels">Pixels that differ.</param>
/// <param name="MeanSquaredError">Over all pixels and their three channels of 8 bits.</param>
/// <param name="StructuralSimilarity">SSIM; 1 where nothing differs.</param>
public readonly record struct Fidelity(long LossyPixels, double MeanSquaredError, double StructuralSimilarity)
{
    private const double Peak = 255;

    /// <summary>Peak signal-to-noise ratio in decibels; null, for it has no bound, where nothing differs.</summary>
    public double? PsnrDecibels => MeanSquaredError == 0 ? null : 10 * Math.Log10(Peak * Peak / MeanSquaredError);

    /// <summary>A run's: pixels of all frames together, error and similarity as means over frames; null without frames.</summary>
    public static Fidelity? OfRun(IEnumerable<FrameResult> frames)
    {
        var all = frames.Select(frame => frame.Fidelity).OfType<Fidelity>().ToArray();
        return all.Length == 0
            ? null
            : new Fidelity(
                all.Sum(one => one.LossyPixels),
                all.Average(one => one.MeanSquaredError),
                all.Average(one => one.StructuralSimilarity)
            );
    }
}
