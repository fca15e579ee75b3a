namespace TraceLab.TraceFormat;

/// <summary>What is known when a recording begins; written once, first, and never changed.</summary>
public sealed record TraceHeader
{
    /// <summary>Pixels; 0 when the source had no screen yet.</summary>
    public int ScreenWidth { get; init; }

    /// <summary>Pixels; 0 when the source had no screen yet.</summary>
    public int ScreenHeight { get; init; }

    /// <summary>How the source stores a screen pixel; carried images are always as <see cref="Core.Pixels.ImageFormat"/> says.</summary>
    public string PixelFormat { get; init; } = "bgrx8888";

    /// <summary>Where the commands came from: <c>spice</c>, <c>x11</c>, <c>rfb</c> or <c>synthetic</c>.</summary>
    public string Source { get; init; } = "";

    /// <summary>Which clock the times were taken from.</summary>
    public string Clock { get; init; } = "";

    /// <summary>The program that wrote the trace, with its version.</summary>
    public string Tool { get; init; } = "";

    /// <summary>The machine that was recorded.</summary>
    public string Host { get; init; } = "";

    /// <summary>Anything else worth keeping, by name; at most <see cref="TraceLimits.MaxFacts"/>. Order is kept.</summary>
    public IReadOnlyDictionary<string, string> Facts { get; init; } =
        new Dictionary<string, string>(StringComparer.Ordinal);
}
