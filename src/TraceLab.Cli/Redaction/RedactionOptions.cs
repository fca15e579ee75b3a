using TraceLab.Core.Geometry;

namespace TraceLab.Cli.Redaction;

/// <summary>What to take out of a trace before it is given away.</summary>
internal sealed record RedactionOptions
{
    /// <summary>A part of the screen that shows nothing but the colour; null for none.</summary>
    public Rect? Area { get; init; }

    /// <summary>Whether every glyph becomes a full box of its own size.</summary>
    public bool Text { get; init; }

    /// <summary>0xRRGGBB.</summary>
    public uint Color { get; init; } = 0x808080;
}
