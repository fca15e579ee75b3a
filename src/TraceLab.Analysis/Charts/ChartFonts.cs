using ScottPlot;
using SkiaSharp;

namespace TraceLab.Analysis.Charts;

/// <summary>
/// The two fonts that charts use, from this assembly. Without them ScottPlot draws no text, and says nothing, on a
/// machine that has no fonts; with them charts are the same bytes on every machine.
/// </summary>
internal sealed class ChartFonts : IFontResolver
{
    public const string Family = "DejaVu Sans";

    private static readonly Lazy<bool> Registration = new(Register);

    private readonly SKTypeface _regular = Load("DejaVuSans.ttf");
    private readonly SKTypeface _bold = Load("DejaVuSans-Bold.ttf");

    /// <summary>Makes the fonts known to ScottPlot, once a process.</summary>
    public static void Ensure() => _ = Registration.Value;

    public SKTypeface? CreateTypeface(string fontName, FontWeight weight, FontSlant slant, FontSpacing spacing) =>
        CreateTypeface(fontName, bold: weight >= FontWeight.SemiBold, italic: slant != FontSlant.Upright);

    public SKTypeface? CreateTypeface(string fontName, bool bold, bool italic) =>
        fontName != Family ? null
        : bold ? _bold
        : _regular;

    private static bool Register()
    {
        ScottPlot.Fonts.FontResolvers.Insert(0, new ChartFonts());
        ScottPlot.Fonts.Default = Family;
        ScottPlot.Fonts.Sans = Family;
        return true;
    }

    private static SKTypeface Load(string name)
    {
        using var stream =
            typeof(ChartFonts).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"the font {name} is not in this assembly");
        using var data = SKData.Create(stream);
        return SKTypeface.FromData(data);
    }
}
