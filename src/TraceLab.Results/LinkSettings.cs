namespace TraceLab.Results;

/// <summary>The link from the host to the client, as the link model takes it. The default is no limit at all.</summary>
public sealed record LinkSettings
{
    private static readonly (long Factor, string Prefix)[] Prefixes =
    [
        (1_000_000_000, "g"),
        (1_000_000, "m"),
        (1_000, "k"),
    ];

    /// <summary>What it carries in bits a second; 0 is unlimited.</summary>
    public long BitsPerSecond { get; init; }

    /// <summary>How long a bit is under way, from host to client.</summary>
    public long DelayNanoseconds { get; init; }

    /// <summary>
    /// Whether the encoder leaves out polls that come while an earlier frame is still being encoded or sent, so that frames
    /// do not queue up. What the left out polls would have sent goes with a later one.
    /// </summary>
    public bool SkipsWhileBusy { get; init; }

    /// <summary>As the command line takes it: <c>10mbit,40ms,skip</c>.</summary>
    public override string ToString()
    {
        var rate = BitsPerSecond == 0 ? "unlimited" : $"{RateText(BitsPerSecond)}bit";
        var delay = DelayNanoseconds == 0 ? "" : $",{DelayNanoseconds / 1e6:0.######}ms";
        return rate + delay + (SkipsWhileBusy ? ",skip" : "");
    }

    private static string RateText(long bitsPerSecond)
    {
        foreach (var (factor, prefix) in Prefixes)
        {
            if (bitsPerSecond % factor == 0)
            {
                return $"{bitsPerSecond / factor}{prefix}";
            }
        }

        return $"{bitsPerSecond}";
    }
}
