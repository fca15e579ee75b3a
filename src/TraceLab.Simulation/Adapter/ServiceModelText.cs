using System.Globalization;

namespace TraceLab.Simulation.Adapter;

/// <summary>
/// A service model as it is typed: <c>instant</c>, or any of a time per primitive, a pixel rate and a pause, joined by
/// <c>+</c>, each at most once: <c>20us+100Mpx/s+pause:1s..1500ms</c>. Whole numbers; times in ns, us, ms or s, rates in
/// px/s, kpx/s, Mpx/s or Gpx/s.
/// </summary>
public static class ServiceModelText
{
    public const string Syntax = "instant, or TIME, RATE and pause:TIME..TIME joined by +, as in 20us+100Mpx/s";

    private const string InstantName = "instant";
    private const string PausePrefix = "pause:";

    // An hour for one primitive, and a pixel a millisecond, are beyond anything that a session could wait for.
    private const long MaxNanoseconds = 3_600_000_000_000;
    private const long MinPixelsPerSecond = 1_000;
    private const long MaxPixelsPerSecond = 1_000_000_000_000;

    // The longer names first: every time ends in s.
    private static readonly (string Name, long Factor)[] TimeUnits =
    [
        ("ns", 1),
        ("us", 1_000),
        ("ms", 1_000_000),
        ("s", 1_000_000_000),
    ];

    private static readonly (string Name, long Factor)[] RateUnits =
    [
        ("kpx/s", 1_000),
        ("Mpx/s", 1_000_000),
        ("Gpx/s", 1_000_000_000),
        ("px/s", 1),
    ];

    /// <summary>Null if the text is no service model.</summary>
    public static ServiceModel? Parse(string text)
    {
        if (text == InstantName)
        {
            return ServiceModel.Instant;
        }

        ServiceModel? model = new();
        foreach (var term in text.Split('+'))
        {
            model = With(model, term);
            if (model is null)
            {
                return null;
            }
        }

        return model;
    }

    private static ServiceModel? With(ServiceModel model, string term)
    {
        if (term.StartsWith(PausePrefix, StringComparison.Ordinal))
        {
            return WithPause(model, term[PausePrefix.Length..].Split(".."));
        }

        if (model.PixelsPerSecond == 0 && Number(term, RateUnits, MinPixelsPerSecond, MaxPixelsPerSecond) is { } rate)
        {
            return model with { PixelsPerSecond = rate };
        }

        return model.PerPrimitiveNanoseconds == 0 && Number(term, TimeUnits, 1, MaxNanoseconds) is { } time
            ? model with
            {
                PerPrimitiveNanoseconds = time,
            }
            : null;
    }

    private static ServiceModel? WithPause(ServiceModel model, string[] times) =>
        model.PausedUntilNanoseconds == 0
        && times is [var from, var until]
        && Number(from, TimeUnits, 0, MaxNanoseconds) is { } start
        && Number(until, TimeUnits, 0, MaxNanoseconds) is { } end
        && start < end
            ? model with
            {
                PausedFromNanoseconds = start,
                PausedUntilNanoseconds = end,
            }
            : null;

    private static long? Number(string text, (string Name, long Factor)[] units, long least, long most)
    {
        foreach (var (name, factor) in units)
        {
            if (text.EndsWith(name, StringComparison.Ordinal))
            {
                var isNumber = long.TryParse(
                    text.AsSpan(0, text.Length - name.Length),
                    NumberStyles.None,
                    CultureInfo.InvariantCulture,
                    out var number
                );
                return isNumber && number <= most / factor && number * factor >= least ? number * factor : null;
            }
        }

        return null;
    }
}
