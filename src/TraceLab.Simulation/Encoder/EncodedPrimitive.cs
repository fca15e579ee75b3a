using TraceLab.Core.Commands;
using TraceLab.Core.Geometry;

namespace TraceLab.Simulation.Encoder;

/// <summary>How a drawing command looks on a wire: its visible area, and a clip list only where one rectangle is not enough.</summary>
public static class EncodedPrimitive
{
    /// <summary>One clip rectangle is the bounding box itself and need not be sent.</summary>
    public static ReadOnlySpan<Rect> ClipOf(DrawingCommand command) =>
        command.Target.Clip is { Length: > 1 } clip ? clip : [];

    /// <summary>The source pixels, as a rectangle of image or screen, that land on <paramref name="visible"/>.</summary>
    public static Rect SourceOf(Rect sourceArea, Rect targetArea, Rect visible) =>
        visible.Offset(sourceArea.Left - targetArea.Left, sourceArea.Top - targetArea.Top);
}
