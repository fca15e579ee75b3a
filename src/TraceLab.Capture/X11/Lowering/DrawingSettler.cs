using TraceLab.Core.Commands;
using TraceLab.Core.Geometry;
using TraceLab.Core.Pixels;

namespace TraceLab.Capture.X11.Lowering;

/// <summary>
/// Decides what of a drawing goes into the trace: its proposal, if executing that gives the mirror's pixels; else spans of
/// one colour; else the pixels that changed, as images. Afterwards the trace's surface equals the mirror's, always.
/// </summary>
internal sealed class DrawingSettler(SurfaceSource surfaces, LoweringCounts counts)
{
    // Spans cost about this many bytes each; more of them than an image takes are no gain.
    private const int SpanBytes = 8;
    private const int BlockSide = 32;

    private uint[] _before = [];

    /// <summary>
    /// Settles a drawing on a surface of the trace. <paramref name="truth"/> are the mirror's pixels of the drawing's area
    /// after it; empty where they cannot be had, then the proposal is believed.
    /// </summary>
    public void Settle(Drawing drawing, ReadOnlySpan<uint> truth)
    {
        var surface = surfaces.Of(drawing.Destination);
        var area = drawing.Area;
        var before = Take(ref _before, area);
        PixelDifference.Read(surface, area, before);
        var commands = drawing.Propose?.Invoke(surfaces);
        if (commands is not null)
        {
            foreach (var command in commands)
            {
                surfaces.Try(command);
            }

            if (truth.IsEmpty || PixelDifference.Count(surface, area, truth) == 0)
            {
                Keep(commands, PixelDifference.Count(surface, area, before), drawing);
                return;
            }

            PixelDifference.Write(surface, area, before);
        }

        if (!truth.IsEmpty)
        {
            SettleByPixels(drawing, surface, truth, commands is not null);
        }
    }

    /// <summary>
    /// Makes an area equal to the mirror's pixels by images; returns how many pixels were not. Without a cause they are not
    /// counted.
    /// </summary>
    public long Repair(Surface surface, int surfaceId, Rect area, ReadOnlySpan<uint> truth, string? cause)
    {
        var changed = PixelDifference.Count(surface, area, truth);
        if (changed == 0)
        {
            return 0;
        }

        if (cause is not null)
        {
            counts.AddFallback(cause, changed, surfaceId == Surface.ScreenId);
        }

        foreach (var part in ImageParts(surface, area, truth, changed))
        {
            var image = PixelDifference.Cut(truth, area, part, surface);
            var target = new DrawTarget(surfaceId, part);
            surfaces.Emit(
                new ImageCommand(surfaces.TimeNanoseconds, target, image, new Rect(0, 0, part.Width, part.Height))
            );
        }

        return changed;
    }

    /// <summary>Notes pixels of the screen that a primitive drawn elsewhere has changed.</summary>
    public void CountPrimitive(CommandKind kind, long pixels) => counts.AddPrimitive(kind, pixels, isScreen: true);

    private void Keep(IReadOnlyList<DrawingCommand> commands, long changed, Drawing drawing)
    {
        foreach (var command in commands)
        {
            surfaces.Keep(command);
        }

        if (commands.Count > 0)
        {
            counts.AddPrimitive(commands[^1].Kind, changed, drawing.Destination.IsScreen);
        }
    }

    private void SettleByPixels(Drawing drawing, Surface surface, ReadOnlySpan<uint> truth, bool wasProposed)
    {
        var area = drawing.Area;
        var surfaceId = surfaces.IdOf(drawing.Destination);
        if (drawing.PaintsOneColor && SpansOf(surface, surfaceId, area, truth) is { } spans)
        {
            var changed = PixelDifference.Count(surface, area, truth);
            surfaces.Emit(spans);
            counts.AddPrimitive(CommandKind.Fill, changed, drawing.Destination.IsScreen);
            return;
        }

        var why = wasProposed ? "the model's pixels differ" : drawing.Obstacle;
        Repair(surface, surfaceId, area, truth, why is null ? drawing.Request : $"{drawing.Request}: {why}");
    }

    // All changed pixels have one colour, and their runs are cheaper than an image.
    private FillCommand? SpansOf(Surface surface, int surfaceId, Rect area, ReadOnlySpan<uint> truth)
    {
        var region = PixelDifference.Region(surface, area, truth);
        if (region.IsEmpty || region.Rects.Length * SpanBytes > region.Bounds.Area * 4)
        {
            return null;
        }

        var color = At(region.Rects[0].Left, region.Rects[0].Top, area, truth) & surface.PixelMask;
        foreach (var rect in region.Rects)
        {
            for (var y = rect.Top; y < rect.Bottom; y++)
            {
                for (var x = rect.Left; x < rect.Right; x++)
                {
                    if ((At(x, y, area, truth) & surface.PixelMask) != color)
                    {
                        return null;
                    }
                }
            }
        }

        var target = new DrawTarget(surfaceId, region.Bounds, region.Rects.ToArray());
        return new FillCommand(surfaces.TimeNanoseconds, target, Brush.Solid(color));
    }

    private static uint At(int x, int y, Rect area, ReadOnlySpan<uint> pixels) =>
        pixels[((y - area.Top) * area.Width) + x - area.Left];

    // The box around all changed pixels, or blocks of it where it is mostly unchanged.
    private static IEnumerable<Rect> ImageParts(Surface surface, Rect area, ReadOnlySpan<uint> truth, long changed)
    {
        var region = PixelDifference.Region(surface, area, truth);
        if (changed * 2 >= region.Bounds.Area || region.Bounds.Area <= BlockSide * BlockSide)
        {
            return [region.Bounds];
        }

        var blocks = new List<Rect>();
        for (var y = region.Bounds.Top; y < region.Bounds.Bottom; y += BlockSide)
        {
            for (var x = region.Bounds.Left; x < region.Bounds.Right; x += BlockSide)
            {
                var block = new Rect(x, y, x + BlockSide, y + BlockSide).Intersect(region.Bounds);
                if (region.Intersects(block))
                {
                    blocks.Add(block);
                }
            }
        }

        return PixelRegion.Of(blocks).Rects.ToArray();
    }

    private static Span<uint> Take(ref uint[] buffer, Rect area)
    {
        if (buffer.Length < area.Area)
        {
            buffer = new uint[area.Area];
        }

        return buffer.AsSpan(0, (int)area.Area);
    }
}
