using TraceLab.Core.Geometry;

namespace TraceLab.Capture.X11.Model;

/// <summary>
/// What RENDER draws to or from: a drawable, one colour, or something the recorder does not model (gradients). Immutable.
/// </summary>
internal sealed record XPicture
{
    public XWindow? Window { get; init; }

    public XPixmap? Pixmap { get; init; }

    /// <summary>A solid fill's colour, premultiplied, 0xAARRGGBB.</summary>
    public uint? Solid { get; init; }

    /// <summary>The pixel layout; empty for a source without a drawable.</summary>
    public PictureFormat Format { get; init; }

    /// <summary>0 none, 1 normal, 2 pad, 3 reflect.</summary>
    public byte Repeat { get; init; }

    public bool HasTransform { get; init; }

    public bool HasAlphaMap { get; init; }

    public bool IsComponentAlpha { get; init; }

    public bool IncludesInferiors { get; init; }

    public Point ClipOrigin { get; init; }

    public PixelRegion? Clip { get; init; }

    public bool HasClipMask { get; init; }
}

/// <summary>A format of RENDER: bits of a pixel, and where its channels lie.</summary>
internal readonly record struct PictureFormat(byte Depth, ushort AlphaMask, ushort RedMask, byte RedShift)
{
    /// <summary>Eight bits a channel, B G R and then alpha or nothing: what a surface of the trace holds.</summary>
    public bool IsPlainColor => RedMask == 0xFF && RedShift == 16 && Depth is 24 or 32;

    /// <summary>Eight bits of coverage and nothing else.</summary>
    public bool IsCoverage => Depth == 8 && AlphaMask == 0xFF && RedMask == 0;

    public bool HasAlpha => AlphaMask != 0;
}
