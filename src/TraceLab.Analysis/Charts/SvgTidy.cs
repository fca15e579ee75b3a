using System.Text.RegularExpressions;

namespace TraceLab.Analysis.Charts;

/// <summary>Makes of Skia's SVG the same text for the same drawing, and one that follows the standard.</summary>
internal static partial class SvgTidy
{
    private const int TimeoutMilliseconds = 10_000;

    public static string Tidy(string svg)
    {
        // Skia counts ids over the whole process, so that the second chart would differ from itself drawn first.
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        var renumbered = Ids()
            .Replace(
                svg,
                match =>
                {
                    var id = match.Groups["id"].Value;
                    numbers.TryAdd(id, numbers.Count + 1);
                    return $"{match.Groups["before"].Value}clip{numbers[id]}{match.Groups["after"].Value}";
                }
            );

        // Skia ends lists of positions with a comma, which SVG does not allow, and names one family only.
        return EndOfList()
            .Replace(renumbered, "${list}\"")
            .Replace(
                $"font-family=\"{ChartFonts.Family}\"",
                $"font-family=\"{ChartFonts.Family}, Verdana, sans-serif\"",
                StringComparison.Ordinal
            );
    }

    [GeneratedRegex(
        "(?<before> id=\"| clip-path=\"url\\(#)(?<id>cl_[0-9a-f]+)(?<after>\"|\\)\")",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        TimeoutMilliseconds
    )]
    private static partial Regex Ids();

    [GeneratedRegex(
        "(?<list> [xy]=\"[-0-9., e]+), *\"",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        TimeoutMilliseconds
    )]
    private static partial Regex EndOfList();
}
