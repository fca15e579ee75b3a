using TraceLab.Core.Commands;
using TraceLab.Core.Pixels;

namespace TraceLab.Capture.Spice;

/// <summary>A surface as the server has it, for deciding what a command does.</summary>
/// <remarks>
/// The server keeps whole 32-bit words, also for xRGB, and guests blend from the fourth byte of off-screen xRGB surfaces.
/// So these are kept with alpha; only the screen's fourth byte is dropped (hazard H9).
/// </remarks>
public sealed class SpiceSurface(uint id, uint width, uint height, SpiceSurfaceFormat format)
{
    public int Id { get; } = (int)id;

    public int Width { get; } = (int)Math.Min(width, int.MaxValue);

    public int Height { get; } = (int)Math.Min(height, int.MaxValue);

    public SpiceSurfaceFormat Format { get; } = format;

    public bool IsScreen => Id == Surface.ScreenId;

    /// <summary>Whether TraceLab keeps its pixels: not those of alpha-only formats, nor beyond the size limits.</summary>
    public bool IsSupported =>
        Format is not (SpiceSurfaceFormat.Alpha1 or SpiceSurfaceFormat.Alpha8) && Surface.IsValidSize(Width, Height);

    public SurfaceFormat StoredAs =>
        Format switch
        {
            SpiceSurfaceFormat.Rgb555 => SurfaceFormat.Xrgb1555,
            SpiceSurfaceFormat.Rgb565 => SurfaceFormat.Rgb565,
            _ => IsScreen ? SurfaceFormat.Xrgb32 : SurfaceFormat.Argb32,
        };

    public bool Is32Bit => Format is SpiceSurfaceFormat.Xrgb32 or SpiceSurfaceFormat.Argb32;

    public bool KeepsAlpha => StoredAs == SurfaceFormat.Argb32;

    /// <summary>
    /// Whether the fourth bytes may differ from the server's: it leaves them to the blending library on xRGB surfaces.
    /// Harmless until somebody blends from them.
    /// </summary>
    public bool AlphaIsUncertain { get; set; }

    /// <summary>What a raw pixel of this surface's format is as 0xAARRGGBB.</summary>
    public uint Widen(uint raw) =>
        Format switch
        {
            SpiceSurfaceFormat.Rgb555 => PixelFormats.From1555(raw),
            SpiceSurfaceFormat.Rgb565 => PixelFormats.From565(raw),
            _ => raw,
        };
}

/// <summary>
/// What became of a command. <paramref name="Cause"/> is null when it was drawn, empty when the server draws nothing
/// either, else the stable name of why it is lost.
/// </summary>
public readonly record struct SpiceOutcome(string? Cause, string Detail)
{
    public static readonly SpiceOutcome Drawn;

    public static readonly SpiceOutcome Nothing = new("", "");

    public bool IsDrawn => Cause is null;

    public bool IsLost => !string.IsNullOrEmpty(Cause);

    public static SpiceOutcome Lost(string cause, string detail) => new(cause, detail);
}

/// <summary>When and on what a drawable draws; <paramref name="Draw"/> lies inside the surface.</summary>
public sealed record SpiceTarget(long TimeNanoseconds, SpiceSurface Surface, DrawTarget Draw);
