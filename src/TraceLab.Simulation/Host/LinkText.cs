using System.Globalization;
using TraceLab.Results;

namespace TraceLab.Simulation.Host;

/// <summary>Links as the command line names them; <see cref="LinkSettings.ToString"/> writes what this reads.</summary>
public static class LinkText
{
    public const string Syntax = "RATE[,DELAY][,skip] such as 10mbit, 2mbit,40ms or unlimited,5ms,skip";

    private const string Unlimited = "unlimited";
    private const string Skip = "skip";
    private const long MostDelayNanoseconds = 60_000_000_000;
    private static readonly (string Unit, decimal Nanoseconds)[] DelayUnits =
    [
        ("us", 1_000),
        ("ms", 1_000_000),
        ("s", 1_000_000_000),
    ];

    /// <summary>Null if the text is no link.</summary>
    public static LinkSettings? Parse(string? text)
    {
        var parts = new Queue<string>(text?.Split(',') ?? []);
        if (!parts.TryDequeue(out var rate) || RateOf(rate) is not { } bitsPerSecond)
        {
            return null;
        }

        var link = new LinkSettings { BitsPerSecond = bitsPerSecond };
        if (parts.TryPeek(out var delay) && DelayOf(delay) is { } nanoseconds)
        {
            parts.Dequeue();
            link = link with { DelayNanoseconds = nanoseconds };
        }

        if (parts.TryPeek(out var skip) && skip == Skip)
        {
            parts.Dequeue();
            link = link with { SkipsWhileBusy = true };
        }

        return parts.Count == 0 ? link : null;
    }

    private static long? RateOf(string text) => text == Unlimited ? 0 : Rates.Parse(text, "bit");

    private static long? DelayOf(string text)
    {
        foreach (var (unit, nanoseconds) in DelayUnits)
        {
            if (
                text.EndsWith(unit, StringComparison.Ordinal)
                && decimal.TryParse(
                    text[..^unit.Length],
                    NumberStyles.AllowDecimalPoint,
                    CultureInfo.InvariantCulture,
                    out var number
                )
            )
            {
                return number <= MostDelayNanoseconds / nanoseconds ? (long)(number * nanoseconds) : null;
            }
        }

        return null;
    }
}
