using TraceLab.Core.Commands;
using TraceLab.Core.Geometry;
using TraceLab.Core.Pixels;
using TraceLab.Results;

namespace TraceLab.ReferenceMachine;

/// <summary>What the encoder finds out about one primitive of its list.</summary>
public sealed class ReferenceFacts
{
    private readonly Rect _screen;

    public ReferenceFacts(ReferencePrimitive primitive, ReferenceRegions regions)
    {
        _screen = new Rect(0, 0, regions.Width, regions.Height);
        Primitive = primitive;
        Drawing = primitive.Command as DrawingCommand;
        Area = primitive.OnScreen(regions.Width, regions.Height);
        Regions = [.. regions.Touched(Area)];
        ClientLacks = Regions.Count > 0 && Drawing is not null ? WhatClientLacks(Drawing) : ClientLack.Nothing;
        IsExecutable = Regions.Count > 0 && Drawing is not null && ClientLacks == ClientLack.Nothing;
    }

    public ReferencePrimitive Primitive { get; }

    /// <summary>Null where a surface came or went.</summary>
    public DrawingCommand? Drawing { get; }

    /// <summary>The pixels of the screen that it may change.</summary>
    public Rect Area { get; }

    /// <summary>The regions that it touches, row after row.</summary>
    public List<(int Column, int Row)> Regions { get; }

    /// <summary>Whether a client that copies, fills and draws images can execute it.</summary>
    public bool IsExecutable { get; }

    /// <summary>Why it cannot, where there is something to execute.</summary>
    public ClientLack ClientLacks { get; }

    /// <summary>Another primitive that touches one of its regions; −1 if there is none.</summary>
    public int OtherToucher { get; set; } = -1;

    public bool IsIsolated => Regions.Count > 0 && OtherToucher < 0;

    /// <summary>Whether it could go if every other legal primitive went.</summary>
    public bool IsLegal { get; set; }

    /// <summary>The primitive that keeps it from being legal; −1 if there is none.</summary>
    public int SourceChanger { get; set; } = -1;

    /// <summary>Whether this one draws on pixels that another one reads.</summary>
    public bool ChangesSourceOf(ReferenceFacts reader) =>
        reader.PixelsRead().Any(read => ReferencePrimitive.HasPixels(ReferencePrimitive.Common(read, Area)));

    private IEnumerable<Rect> PixelsRead()
    {
        if (Drawing is null || !ReferencePrimitive.HasPixels(Area) || Drawing.Target.SurfaceId != Surface.ScreenId)
        {
            yield break;
        }

        if (Drawing.ReadsDestination)
        {
            yield return Area;
        }

        foreach (var source in new[] { Drawing.Source, Drawing.SecondSource })
        {
            if (source is { SurfaceId: Surface.ScreenId } read)
            {
                yield return ReferencePrimitive.Common(read.Area, _screen);
            }
        }
    }

    // Plain copies within the screen, fills of one colour, and images; unmasked, unscaled, every source pixel there.
    private ClientLack WhatClientLacks(DrawingCommand command)
    {
        if (command.Target.Mask is not null)
        {
            return ClientLack.Mask;
        }

        if (command.Rop != RasterOp.Copy)
        {
            return ClientLack.RasterOperation;
        }

        switch (command)
        {
            case FillCommand fill:
                return fill.Brush.Pattern is null ? ClientLack.Nothing : ClientLack.Pattern;
            case CopyCommand copy when !HasSameSize(copy.SourceArea, copy.Target.Area):
            case ImageCommand image when !HasSameSize(image.SourceArea, image.Target.Area):
                return ClientLack.Scaling;
            case CopyCommand copy when copy.SourceSurfaceId != Surface.ScreenId:
                return ClientLack.Surface;
            case CopyCommand copy:
                return IsThere(copy.SourceArea, _screen) ? ClientLack.Nothing : ClientLack.SourcePixels;
            case ImageCommand { Image: var image } drawn:
                return
                    image.Format != ImageFormat.Alpha8
                    && IsThere(drawn.SourceArea, new Rect(0, 0, image.Width, image.Height))
                    ? ClientLack.Nothing
                    : ClientLack.SourcePixels;
            default:
                return ClientLack.Kind;
        }
    }

    private static bool HasSameSize(Rect source, Rect target) =>
        source.Right - source.Left == target.Right - target.Left
        && source.Bottom - source.Top == target.Bottom - target.Top;

    private static bool IsThere(Rect source, Rect whole) =>
        !ReferencePrimitive.HasPixels(source) || ReferencePrimitive.Common(source, whole) == source;
}
