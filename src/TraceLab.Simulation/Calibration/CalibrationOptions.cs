using TraceLab.Simulation.Codecs;

namespace TraceLab.Simulation.Calibration;

/// <summary>What is measured, and how often.</summary>
public sealed record CalibrationOptions
{
    public IReadOnlyList<string> Codecs { get; init; } = PixelCodecs.Names;

    /// <summary>Measurements of each sample, of which the least disturbed counts.</summary>
    public int Repeats { get; init; } = 25;

    /// <summary>How long everything runs before the first measurement, so that code is compiled and caches are filled.</summary>
    public TimeSpan WarmUp { get; init; } = TimeSpan.FromMilliseconds(400);
}
