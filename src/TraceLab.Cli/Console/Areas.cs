using System.Globalization;
using TraceLab.Core.Geometry;

namespace TraceLab.Cli.Console;

/// <summary>Parts of a screen as people write them: <c>X,Y,WIDTH,HEIGHT</c> in pixels.</summary>
internal static class Areas
{
    public const string Syntax = "X,Y,WIDTH,HEIGHT in pixels";

    private const int Most = 16384;

    /// <summary>The rectangle; null if the text is none.</summary>
    public static Rect? Parse(string? text)
    {
        var parts = text?.Split(',') ?? [];
        var numbers = new int[4];
        for (var i = 0; i < numbers.Length; i++)
        {
            if (
                parts.Length != numbers.Length
                || !int.TryParse(parts[i], NumberStyles.None, CultureInfo.InvariantCulture, out numbers[i])
                || numbers[i] > Most
            )
            {
                return null;
            }
        }

        return numbers is [var x, var y, > 0 and var width, > 0 and var height]
            ? Rect.FromSize(x, y, width, height)
            : null;
    }
}
