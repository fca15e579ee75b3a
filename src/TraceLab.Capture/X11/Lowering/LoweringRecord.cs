using System.Globalization;
using TraceLab.Core.Commands;

namespace TraceLab.Capture.X11.Lowering;

/// <summary>
/// What a trace says about its own lowering, as markers at its end: how many changed pixels true primitives carried, and
/// why the rest became images. Such images are exact, so nothing of this is data loss.
/// </summary>
/// <param name="IsFallback">Whether images stood in; else primitives of a kind.</param>
/// <param name="Name">The cause of a fallback, or the kind of the primitive.</param>
/// <param name="Count">Fallbacks of this cause; 0 for primitives.</param>
/// <param name="ScreenPixels">Pixels of the screen that changed.</param>
/// <param name="OffScreenPixels">Pixels of other surfaces that changed.</param>
public sealed record LoweringRecord(bool IsFallback, string Name, long Count, long ScreenPixels, long OffScreenPixels)
{
    private const string Primitive = "x11-primitive";
    private const string Fallback = "x11-image-fallback";

    /// <summary>The marker's text: a word, three numbers, the name.</summary>
    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{(IsFallback ? Fallback : Primitive)} {Count} {ScreenPixels} {OffScreenPixels} {Name}"
        );

    /// <summary>Null for any other marker.</summary>
    public static LoweringRecord? Parse(string text)
    {
        var parts = text.Split(' ', 5);
        return
            parts.Length == 5
            && parts[0] is Primitive or Fallback
            && long.TryParse(parts[1], CultureInfo.InvariantCulture, out var count)
            && long.TryParse(parts[2], CultureInfo.InvariantCulture, out var screen)
            && long.TryParse(parts[3], CultureInfo.InvariantCulture, out var offScreen)
            ? new LoweringRecord(parts[0] == Fallback, parts[4], count, screen, offScreen)
            : null;
    }

    /// <summary>All that was counted, primitives first, causes of most screen pixels before others.</summary>
    public static IReadOnlyList<LoweringRecord> Of(LoweringCounts counts)
    {
        var primitives = counts
            .Primitives.OrderBy(one => one.Key)
            .Select(one => new LoweringRecord(false, NameOf(one.Key), 0, one.Value.Screen, one.Value.OffScreen));
        var fallbacks = counts
            .Fallbacks.OrderByDescending(one => one.Value.Pixels.Screen)
            .ThenByDescending(one => one.Value.Pixels.OffScreen)
            .ThenBy(one => one.Key, StringComparer.Ordinal)
            .Select(one => new LoweringRecord(
                true,
                one.Key,
                one.Value.Count,
                one.Value.Pixels.Screen,
                one.Value.Pixels.OffScreen
            ));
        return [.. primitives, .. fallbacks];
    }

    /// <summary>Changed pixels of the screen that true primitives carried, 0 to 1; 1 where nothing changed.</summary>
    public static double ScreenShare(IReadOnlyList<LoweringRecord> records)
    {
        var all = records.Sum(one => one.ScreenPixels);
        return all == 0 ? 1 : (double)records.Where(one => !one.IsFallback).Sum(one => one.ScreenPixels) / all;
    }

    private static string NameOf(CommandKind kind) => $"{kind}".ToLowerInvariant();
}
