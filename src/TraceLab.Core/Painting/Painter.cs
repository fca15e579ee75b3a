using TraceLab.Core.Commands;
using TraceLab.Core.Geometry;
using TraceLab.Core.Pixels;

namespace TraceLab.Core.Painting;

/// <summary>
/// Executes drawing commands on surfaces, pixel for pixel. The adapter, the client model and <c>tracelab screen</c> all
/// draw through it. Not thread-safe; keeps scratch rows between calls, so that drawing allocates nothing once warm.
/// </summary>
public sealed partial class Painter(SurfaceSet surfaces)
{
    /// <summary>Applies any event: surfaces come and go, drawing commands draw, everything else changes no pixel.</summary>
    public void Apply(SessionEvent sessionEvent)
    {
        switch (sessionEvent)
        {
            case SurfaceCreated created:
                surfaces.Create(created.SurfaceId, created.Width, created.Height, created.Format, created.Initial);
                break;
            case SurfaceDestroyed destroyed:
                surfaces.Destroy(destroyed.SurfaceId);
                break;
            case DrawingCommand command:
                Execute(command);
                break;
            default:
                break;
        }
    }

    /// <summary>Draws one command. A missing surface, or an area outside it, draws and reads nothing.</summary>
    public void Execute(DrawingCommand command)
    {
        if (!surfaces.TryGet(command.Target.SurfaceId, out var target))
        {
            return;
        }

        var area = command.Target.Area.Intersect(target.Bounds);
        if (command.Target.Clip is null)
        {
            Execute(command, target, area);
            return;
        }

        ReadOnlySpan<Rect> clip = command.Target.Clip;
        if (!AreDisjointInOrder(clip))
        {
            // Of overlapping clip rectangles each pixel is drawn once.
            clip = PixelRegion.Of(clip).Rects;
        }

        // None may read what another drew.
        _readFromSnapshot = clip.Length > 1 && ReadsOwnSurface(command);
        if (_readFromSnapshot)
        {
            TakeSnapshot(command, target);
        }

        foreach (var rect in clip)
        {
            Execute(command, target, rect.Intersect(area));
        }

        _readFromSnapshot = false;
    }

    // Clip lists mostly come in bands already: from the top, and inside a band from the left.
    private static bool AreDisjointInOrder(ReadOnlySpan<Rect> rects)
    {
        for (var i = 1; i < rects.Length; i++)
        {
            var (before, rect) = (rects[i - 1], rects[i]);
            var followsInBand = rect.Top == before.Top && rect.Bottom == before.Bottom && rect.Left >= before.Right;
            if (before.IsEmpty || (!followsInBand && rect.Top < before.Bottom))
            {
                return false;
            }
        }

        return true;
    }

    private static bool ReadsOwnSurface(DrawingCommand command) =>
        command.Source?.SurfaceId == command.Target.SurfaceId
        || command.SecondSource?.SurfaceId == command.Target.SurfaceId;

    private void Execute(DrawingCommand command, Surface target, Rect area)
    {
        if (area.IsEmpty)
        {
            return;
        }

        switch (command)
        {
            case FillCommand { Brush.Pattern: null, Rop: RasterOp.Copy, Target.Mask: null } fill:
                SurfaceDrawing.Fill(target, area, [], fill.Brush.Color);
                break;
            case ImageCommand { Rop: RasterOp.Copy, Target.Mask: null, Image.Format: not ImageFormat.Alpha8 } image
                when !image.Pixels.IsScaledTo(image.Target.Area):
                CopyImage(image, target, area);
                break;
            case CopyCommand { Rop: RasterOp.Copy, Target.Mask: null } copy when IsPlainCopy(copy, target):
                SurfaceDrawing.CopyWithin(target, area, SourceOf(copy, area));
                break;
            case CopyCommand { Rop: RasterOp.Copy, Target.Mask: null } copy
                when copy.SourceSurfaceId != copy.Target.SurfaceId && !copy.Pixels.IsScaledTo(copy.Target.Area):
                CopyBetween(copy, target, area);
                break;
            case GlyphsCommand glyphs:
                DrawGlyphs(glyphs, target, area);
                break;
            default:
                DrawRows(command, target, area);
                break;
        }
    }

    private static void CopyImage(ImageCommand command, Surface target, Rect area)
    {
        var dx = command.SourceArea.Left - command.Target.Area.Left;
        var dy = command.SourceArea.Top - command.Target.Area.Top;
        var image = command.Image;
        var inside = area.Intersect(new Rect(0, 0, image.Width, image.Height).Offset(-dx, -dy));
        for (var y = inside.Top; y < inside.Bottom; y++)
        {
            var source = image.Row32(y + dy).Slice(inside.Left + dx, inside.Width);
            PixelFormats.Store(source, target.Row(y, inside.Left, inside.Right), target.Format);
        }
    }

    private void CopyBetween(CopyCommand command, Surface target, Rect area)
    {
        if (!surfaces.TryGet(command.SourceSurfaceId, out var source))
        {
            return;
        }

        var dx = command.SourceArea.Left - command.Target.Area.Left;
        var dy = command.SourceArea.Top - command.Target.Area.Top;
        var inside = area.Intersect(source.Bounds.Offset(-dx, -dy));
        for (var y = inside.Top; y < inside.Bottom; y++)
        {
            var row = source.ReadRow(y + dy, inside.Left + dx, inside.Right + dx);
            PixelFormats.Store(row, target.Row(y, inside.Left, inside.Right), target.Format);
        }
    }

    private static Point SourceOf(CopyCommand copy, Rect area) =>
        new(
            area.Left - copy.Target.Area.Left + copy.SourceArea.Left,
            area.Top - copy.Target.Area.Top + copy.SourceArea.Top
        );

    private bool IsPlainCopy(CopyCommand copy, Surface target) =>
        copy.SourceSurfaceId == copy.Target.SurfaceId
        && !_readFromSnapshot
        && !copy.Pixels.IsScaledTo(copy.Target.Area)
        && target.Bounds.Contains(copy.SourceArea);
}
