using TraceLab.Core.Commands;
using TraceLab.Core.Pixels;

namespace TraceLab.Simulation.Adapter;

/// <summary>
/// How long the adapter takes for a primitive: a fixed part and a part by pixels of its bounding box. Both 0 (the default)
/// is the instant adapter. During the pause nothing completes.
/// </summary>
public sealed record ServiceModel
{
    public static readonly ServiceModel Instant = new();

    public long PerPrimitiveNanoseconds { get; init; }

    /// <summary>0 means that pixels cost no time.</summary>
    public long PixelsPerSecond { get; init; }

    /// <summary>Start of a pause of the adapter in virtual time.</summary>
    public long PausedFromNanoseconds { get; init; }

    /// <summary>End of the pause; not after the start means that there is none.</summary>
    public long PausedUntilNanoseconds { get; init; }

    /// <summary>When a primitive completes that the adapter can begin at <paramref name="startNanoseconds"/>.</summary>
    public long CompletionNanoseconds(in DrawingPrimitive primitive, long startNanoseconds)
    {
        var end = startNanoseconds + ServiceNanoseconds(primitive.Drawing);
        return end > PausedFromNanoseconds && startNanoseconds < PausedUntilNanoseconds
            ? PausedUntilNanoseconds + (end - Math.Max(startNanoseconds, PausedFromNanoseconds))
            : end;
    }

    private long ServiceNanoseconds(DrawingCommand? command)
    {
        if (command is null)
        {
            return 0;
        }

        var pixels = Math.Min(command.Bounds.Area, Surface.MaxPixels);
        var pixelNanoseconds = PixelsPerSecond == 0 ? 0 : pixels * 1_000_000_000L / PixelsPerSecond;
        return PerPrimitiveNanoseconds + pixelNanoseconds;
    }
}
