using TraceLab.Core.Commands;

namespace TraceLab.Capture.X11.Lowering;

/// <summary>Pixels that changed on the screen, and off it, by what carried them.</summary>
public readonly record struct ChangedPixels(long Screen, long OffScreen)
{
    public static ChangedPixels operator +(ChangedPixels one, ChangedPixels other) =>
        new(one.Screen + other.Screen, one.OffScreen + other.OffScreen);

    public static ChangedPixels Add(ChangedPixels left, ChangedPixels right) => left + right;
}

/// <summary>Image fallbacks of one cause: how often, and the pixels they carried.</summary>
public readonly record struct FallbackTally(long Count, ChangedPixels Pixels);

/// <summary>How much of a session became true primitives, and why the rest became images.</summary>
public sealed class LoweringCounts
{
    private readonly Dictionary<CommandKind, ChangedPixels> _primitives = [];
    private readonly Dictionary<string, FallbackTally> _fallbacks = new(StringComparer.Ordinal);

    /// <summary>Pixels by the kind of primitive that changed them; images here are the session's own uploads.</summary>
    public IReadOnlyDictionary<CommandKind, ChangedPixels> Primitives => _primitives;

    /// <summary>Image fallbacks by cause.</summary>
    public IReadOnlyDictionary<string, FallbackTally> Fallbacks => _fallbacks;

    public void AddPrimitive(CommandKind kind, long pixels, bool isScreen) =>
        _primitives[kind] = _primitives.GetValueOrDefault(kind) + Of(pixels, isScreen);

    public void AddFallback(string cause, long pixels, bool isScreen)
    {
        var tally = _fallbacks.GetValueOrDefault(cause);
        _fallbacks[cause] = new FallbackTally(tally.Count + 1, tally.Pixels + Of(pixels, isScreen));
    }

    private static ChangedPixels Of(long pixels, bool isScreen) => isScreen ? new(pixels, 0) : new(0, pixels);
}
