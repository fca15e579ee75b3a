using System.Globalization;

namespace TraceLab.Cli.Console;

/// <summary>Moments of a session as people write them: seconds since its first event, or <c>end</c>.</summary>
internal static class Moments
{
    public const string Syntax = "'end' or seconds";

    /// <summary>Nanoseconds; the largest number for the end; null if the text is no moment.</summary>
    public static long? Parse(string? text) =>
        text == "end" ? long.MaxValue
        : decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds)
        && seconds < 9_000_000_000
            ? (long)(seconds * 1_000_000_000)
        : null;
}
