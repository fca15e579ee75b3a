using TraceLab.Core.Geometry;
using TraceLab.Simulation.Encoder.Offscreen;

namespace TraceLab.Simulation.Encoder.Steps;

/// <summary>One part of a frame before its pixels: a primitive or a piece of it, or what happens off-screen.</summary>
internal readonly record struct FrameStep
{
    /// <summary>The primitive's place in the list.</summary>
    public int Index { get; init; }

    /// <summary>What it draws on of the screen.</summary>
    public Rect Area { get; init; }

    /// <summary>Whether it is a piece of a clipped primitive, and so needs no clip list.</summary>
    public bool IsPiece { get; init; }

    /// <summary>Null for a primitive.</summary>
    public OffscreenEntry? Offscreen { get; init; }
}
