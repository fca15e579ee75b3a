using System.Globalization;
using TraceLab.Capture.X11.Lowering;

namespace TraceLab.Cli.Console;

/// <summary>What the developer of an X application can do about a cause of image fallback.</summary>
internal static class FallbackAdvice
{
    // By the end of the cause, as Lowering/ names it.
    private static readonly (string Ending, string Advice)[] Known =
    [
        ("transformed source", "scale once into a pixmap, then copy from that one to one"),
        ("gradient", "draw the gradient once into a pixmap, then copy from that"),
        ("pixels through a mask", "clip by rectangles, or give the picture an alpha channel of its own"),
        ("clip mask", "clip by rectangles instead of a bitmap"),
        ("alpha map", "use a format with alpha instead of a separate alpha map"),
        ("component alpha", "use grey antialiasing of text instead of sub-pixel rendering"),
        ("glyphs with colour or of single channels", "use grey antialiasing of text instead of sub-pixel rendering"),
        ("source of many colours", "draw text and shapes in one solid colour"),
        ("several shapes without a mask format", "give a mask format, so that the shapes are one"),
        ("shapes larger than the screen", "draw shapes no larger than what is shown"),
        ("shape with soft edges", "use trapezoids instead of triangles"),
        ("stipple", "fill with one colour or a tile"),
        ("tile without colour", "use a tile of the window's depth"),
        ("plane mask", "write all planes"),
        ("bitmap or plane mask", "upload pixels of the window's depth, or copy a bitmap by CopyPlane"),
        ("source without colour", "copy between drawables of the same depth"),
        ("plane of a drawable with colour", "copy planes from bitmaps only"),
        ("background pixmap without colour", "use a background of the window's depth"),
        ("clip mask, plane mask, pattern or raster operation", "draw text with a plain graphics context"),
        ("unknown font", "nothing: the font was opened before the recording"),
        ("pixel format", "use 24 or 32 bits a pixel, blue first"),
        ("mask repeats", "make the mask as large as what is drawn"),
        ("unknown source", "nothing: the source was made before the recording"),
        ("resized back buffer", "nothing: it happens once for each resize"),
        ("the window's former pixels stay in the back buffer", "swap with the action copied or undefined"),
        ("the model's pixels differ", "nothing: the recorder's model of this request is not exact"),
        ("drawn with what was made before the recording", "record from the start: tracelab record -- COMMAND"),
        ("unknown cause", "nothing: the screen changed without a request that the recorder knows"),
    ];

    // RENDER's operators by number (Render protocol, "PictOp"); Clear, Src and Over are carried as they are.
    private static readonly string[] Operators =
    [
        "Clear",
        "Src",
        "Dst",
        "Over",
        "OverReverse",
        "In",
        "InReverse",
        "Out",
        "OutReverse",
        "Atop",
        "AtopReverse",
        "Xor",
        "Add",
        "Saturate",
    ];

    /// <summary>Null where there is nothing to say.</summary>
    public static string? For(LoweringRecord record)
    {
        const string OperatorWord = ": operator ";
        var at = record.Name.IndexOf(OperatorWord, StringComparison.Ordinal);
        if (
            at >= 0
            && int.TryParse(record.Name[(at + OperatorWord.Length)..], CultureInfo.InvariantCulture, out var number)
        )
        {
            var name = number < Operators.Length ? Operators[number] : $"{number}";
            return $"compose with Over or Src instead of {name}";
        }

        return Known.FirstOrDefault(one => record.Name.EndsWith(": " + one.Ending, StringComparison.Ordinal)).Advice;
    }
}
