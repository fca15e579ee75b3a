using TraceLab.Capture.X11.Model;
using TraceLab.Capture.X11.Protocol;
using TraceLab.Core.Commands;
using TraceLab.Core.Geometry;
using TraceLab.Core.Pixels;

namespace TraceLab.Capture.X11.Lowering;

/// <summary>RENDER: filled rectangles and compositing. Colours are premultiplied throughout.</summary>
internal static class RenderLowering
{
    private const byte OperatorClear = 0;
    private const byte OperatorSource = 1;
    private const byte OperatorOver = 3;

    public static Drawing FillRectangles(WireBytes request, Destination destination, XPicture picture)
    {
        var rects = XResources.Rectangles(request.From(20));
        var placed = PixelRegion.Of(rects.Select(destination.Place));
        var color = request.U8(4) == OperatorClear ? 0 : PictureRequests.Color(request.From(12));
        var isDisjoint = rects.Sum(r => r.Area) == placed.Area;
        var isModelled = request.U8(4) is OperatorClear or OperatorSource or OperatorOver && CanDrawTo(picture);
        var fills = request.U8(4) != OperatorOver || color >> 24 == 255;
        return new Drawing(
            destination,
            placed.Bounds.Intersect(destination.Bounds),
            "RENDER FillRectangles",
            isModelled && (isDisjoint || fills) ? surfaces => Fill(surfaces, destination, placed, color, fills) : null
        )
        {
            Obstacle = ObstacleOf(request.U8(4), picture),
        };
    }

    public static Drawing Composite(
        WireBytes request,
        Destination destination,
        XPicture picture,
        XPicture? source,
        XPicture? mask,
        Destination? sourceDrawable
    )
    {
        var to = destination.Place(Rect.FromSize(request.I16(28), request.I16(30), request.U16(32), request.U16(34)));
        var drawing = new Drawing(destination, to.Intersect(destination.Bounds), "RENDER Composite", Propose: null);
        if (ObstacleOf(request.U8(4), picture) is { } obstacle)
        {
            return drawing with { Obstacle = obstacle };
        }

        var isOver = request.U8(4) == OperatorOver;
        var sourceCorner = new Point(request.I16(20), request.I16(22));
        var maskCorner = new Point(request.I16(24), request.I16(26));
        var placed = PixelRegion.Of(to);
        if (SourceObstacle(source, mask) is { } problem)
        {
            return drawing with { Obstacle = problem };
        }

        if (IsOneColor(source!) && mask is null)
        {
            return drawing with
            {
                Propose = surfaces =>
                {
                    var color = ColorOf(surfaces, source!);
                    return Fill(surfaces, destination, placed, color, !isOver || color >> 24 == 255);
                },
            };
        }

        if (IsOneColor(source!) && isOver && mask!.Pixmap is { HasColor: false } coverage && !mask.HasTransform)
        {
            return drawing with
            {
                Propose = surfaces =>
                    Stencil.Propose(surfaces, destination, to, coverage, maskCorner, ColorOf(surfaces, source!)),
                Obstacle = "mask repeats",
            };
        }

        if (source!.HasTransform)
        {
            return drawing with { Obstacle = "transformed source" };
        }

        if (sourceDrawable is not { HasColor: true } || (mask is not null && mask.Solid is null))
        {
            return drawing with { Obstacle = mask is null ? "gradient" : "pixels through a mask" };
        }

        var alpha = mask?.Solid is { } solid ? (byte)(solid >> 24) : (byte)255;
        return drawing with
        {
            Propose = surfaces =>
                CompositeLowering.Pixels(
                    surfaces,
                    destination,
                    to,
                    source,
                    sourceDrawable,
                    sourceCorner,
                    isOver,
                    alpha
                ),
        };
    }

    private static string? SourceObstacle(XPicture? source, XPicture? mask) =>
        source is null ? "unknown source"
        : source.HasAlphaMap || mask?.HasAlphaMap == true ? "alpha map"
        : mask?.IsComponentAlpha == true ? "component alpha"
        : null;

    /// <summary>Whether a picture is one colour everywhere.</summary>
    public static bool IsOneColor(XPicture picture) =>
        picture.Solid is not null
        || picture is { Pixmap: { Width: 1, Height: 1, HasColor: true }, Repeat: not 0, Format.IsPlainColor: true };

    /// <summary>That colour, as of this moment.</summary>
    public static uint ColorOf(SurfaceSource surfaces, XPicture picture)
    {
        if (picture.Solid is { } solid)
        {
            return solid;
        }

        var pixel = surfaces.Of(picture.Pixmap!).Pixels[0];
        return picture.Format.HasAlpha ? pixel : pixel | 0xFF000000;
    }

    /// <summary>Why nothing can be proposed for this operator and destination; null if something can.</summary>
    public static string? ObstacleOf(byte operation, XPicture picture) =>
        picture.HasClipMask ? "clip mask"
        : picture.HasAlphaMap ? "alpha map"
        : !CanDrawTo(picture) ? "pixel format"
        : operation is OperatorClear or OperatorSource or OperatorOver ? null
        : $"operator {operation}";

    /// <summary>Why this cannot be laid over a destination as one colour; null if it can.</summary>
    public static string? InkObstacle(byte operation, XPicture picture, XPicture? ink) =>
        ObstacleOf(operation, picture)
        ?? (operation != OperatorOver ? $"operator {operation}" : null)
        ?? (ink is null || !IsOneColor(ink) ? "source of many colours" : null);

    private static bool CanDrawTo(XPicture picture) => picture is { HasClipMask: false, Format.IsPlainColor: true };

    private static List<DrawingCommand> Fill(
        SurfaceSource surfaces,
        Destination destination,
        PixelRegion placed,
        uint color,
        bool replaces
    )
    {
        if (destination.Target(surfaces.IdOf(destination), placed) is not { } target || (!replaces && color == 0))
        {
            return [];
        }

        if (replaces)
        {
            return [new FillCommand(surfaces.TimeNanoseconds, target, Brush.Solid(color))];
        }

        // One pixel, scaled to all of the area.
        var pixel = new Image(1, 1, ImageFormat.Argb32, BitConverter.GetBytes(color));
        return
        [
            new BlendCommand(
                surfaces.TimeNanoseconds,
                target,
                PixelSource.Of(pixel),
                ConstantAlpha: 255,
                SourceHasAlpha: true
            ),
        ];
    }
}
