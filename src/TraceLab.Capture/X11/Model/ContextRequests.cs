using TraceLab.Capture.X11.Protocol;
using TraceLab.Core.Commands;
using TraceLab.Core.Geometry;

namespace TraceLab.Capture.X11.Model;

/// <summary>Requests about graphics contexts (X protocol, "CreateGC").</summary>
internal static class ContextRequests
{
    private const int ClipMaskBit = 19;

    public static void Create(XResources resources, WireBytes request) =>
        resources.SetContext(
            request.U32(4),
            Changed(resources, new XGraphicsContext(), new ValueList(request.U32(12), request.From(16)))
        );

    public static void Change(XResources resources, WireBytes request)
    {
        if (resources.Contexts.TryGetValue(request.U32(4), out var context))
        {
            var values = new ValueList(request.U32(8), request.From(12));
            resources.SetContext(request.U32(4), Changed(resources, context, values));
        }
    }

    public static void Copy(XResources resources, WireBytes request)
    {
        if (
            !resources.Contexts.TryGetValue(request.U32(4), out var from)
            || !resources.Contexts.TryGetValue(request.U32(8), out var to)
        )
        {
            return;
        }

        // A mask says which values are taken; each is copied as if it were set.
        var mask = request.U32(12);
        bool Takes(int bit) => (mask >> bit & 1) != 0;
        resources.SetContext(
            request.U32(8),
            to with
            {
                Function = Takes(0) ? from.Function : to.Function,
                PlaneMask = Takes(1) ? from.PlaneMask : to.PlaneMask,
                Foreground = Takes(2) ? from.Foreground : to.Foreground,
                Background = Takes(3) ? from.Background : to.Background,
                LineWidth = Takes(4) ? from.LineWidth : to.LineWidth,
                FillStyle = Takes(8) ? from.FillStyle : to.FillStyle,
                Tile = Takes(10) ? from.Tile : to.Tile,
                TileOrigin = new Point(
                    Takes(12) ? from.TileOrigin.X : to.TileOrigin.X,
                    Takes(13) ? from.TileOrigin.Y : to.TileOrigin.Y
                ),
                Font = Takes(14) ? from.Font : to.Font,
                IncludesInferiors = Takes(15) ? from.IncludesInferiors : to.IncludesInferiors,
                ClipOrigin = new Point(
                    Takes(17) ? from.ClipOrigin.X : to.ClipOrigin.X,
                    Takes(18) ? from.ClipOrigin.Y : to.ClipOrigin.Y
                ),
                Clip = Takes(ClipMaskBit) ? from.Clip : to.Clip,
                ClipMask = Takes(ClipMaskBit) ? from.ClipMask : to.ClipMask,
            }
        );
    }

    public static void SetClipRectangles(XResources resources, WireBytes request)
    {
        if (resources.Contexts.TryGetValue(request.U32(4), out var context))
        {
            resources.SetContext(
                request.U32(4),
                context with
                {
                    ClipOrigin = new Point(request.I16(8), request.I16(10)),
                    Clip = PixelRegion.Of(XResources.Rectangles(request.From(12))),
                    ClipMask = null,
                }
            );
        }
    }

    private static XGraphicsContext Changed(XResources resources, XGraphicsContext context, ValueList values) =>
        context with
        {
            Function = (RasterOp)values.Or(0, (uint)context.Function),
            PlaneMask = values.Or(1, context.PlaneMask),
            Foreground = values.Or(2, context.Foreground),
            Background = values.Or(3, context.Background),
            LineWidth = (ushort)values.Or(4, context.LineWidth),
            FillStyle = (FillStyle)values.Or(8, (uint)context.FillStyle),
            Tile = values.Has(10) ? resources.Pixmaps.GetValueOrDefault(values[10]) : context.Tile,
            TileOrigin = new Point(
                (short)values.Or(12, (uint)context.TileOrigin.X),
                (short)values.Or(13, (uint)context.TileOrigin.Y)
            ),
            Font = values.Or(14, context.Font),
            IncludesInferiors = values.Has(15) ? values[15] != 0 : context.IncludesInferiors,
            ClipOrigin = new Point(
                (short)values.Or(17, (uint)context.ClipOrigin.X),
                (short)values.Or(18, (uint)context.ClipOrigin.Y)
            ),
            Clip = values.Has(ClipMaskBit) ? null : context.Clip,
            ClipMask = values.Has(ClipMaskBit)
                ? resources.Pixmaps.GetValueOrDefault(values[ClipMaskBit])
                : context.ClipMask,
        };
}
