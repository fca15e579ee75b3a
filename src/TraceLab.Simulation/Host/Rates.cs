using System.Globalization;

namespace TraceLab.Simulation.Host;

/// <summary>Rates as people write them: a number, a decimal prefix, a unit.</summary>
public static class Rates
{
    private const long NanosecondsPerSecond = 1_000_000_000;

    private static readonly (string Prefix, long Factor)[] Prefixes =
    [
        ("k", 1_000),
        ("M", 1_000_000),
        ("m", 1_000_000),
        ("G", 1_000_000_000),
        ("g", 1_000_000_000),
        ("", 1),
    ];

    /// <summary>Units a second, such as <c>10mbit</c> for the unit <c>bit</c>; null if the text is no such rate.</summary>
    public static long? Parse(string? text, string unit)
    {
        if (text?.EndsWith(unit, StringComparison.Ordinal) != true)
        {
            return null;
        }

        var rest = text[..^unit.Length];
        var (prefix, factor) = Prefixes.First(one => rest.EndsWith(one.Prefix, StringComparison.Ordinal));
        var isNumber = decimal.TryParse(
            rest[..^prefix.Length],
            NumberStyles.AllowDecimalPoint,
            CultureInfo.InvariantCulture,
            out var number
        );
        return isNumber && number * factor is >= 1 and < 1_000_000_000_000 ? (long)(number * factor) : null;
    }

    /// <summary>How long this many units take at a rate, rounded down; no time at rate 0, which is unlimited.</summary>
    public static long Nanoseconds(long units, long unitsPerSecond) =>
        unitsPerSecond == 0 ? 0 : (long)((Int128)units * NanosecondsPerSecond / unitsPerSecond);
}
