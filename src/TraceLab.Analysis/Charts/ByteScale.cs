namespace TraceLab.Analysis.Charts;

/// <summary>The unit an axis is labelled in, so that its ticks are short numbers.</summary>
internal readonly record struct ByteScale(double Divisor, string Unit)
{
    public static ByteScale For(double largest) =>
        largest switch
        {
            >= 1e9 => new(1e9, "GB"),
            >= 1e6 => new(1e6, "MB"),
            >= 1e3 => new(1e3, "kB"),
            _ => new(1, "bytes"),
        };

    public double Of(double bytes) => bytes / Divisor;
}
