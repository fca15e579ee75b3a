using TraceLab.Capture.X11.Model;
using TraceLab.Capture.X11.Protocol;
using TraceLab.Core.Commands;
using TraceLab.Core.Geometry;
using TraceLab.Core.Pixels;

namespace TraceLab.Capture.X11.Lowering;

/// <summary>Copies and uploads.</summary>
internal static class CopyLowering
{
    /// <summary>
    /// CopyArea. Where the source is hidden nothing is copied; there a window gets its background (X protocol, "CopyArea").
    /// </summary>
    public static Drawing CopyArea(
        WireBytes request,
        Destination source,
        Destination destination,
        XGraphicsContext context
    )
    {
        var (width, height) = (request.U16(24), request.U16(26));
        var from = source.Place(Rect.FromSize(request.I16(16), request.I16(18), width, height));
        var to = destination.Place(Rect.FromSize(request.I16(20), request.I16(22), width, height));
        var drawing = new Drawing(destination, to.Intersect(destination.Bounds), "CopyArea", Propose: null)
        {
            Obstacle = context.ClipMask is not null ? "clip mask" : "source without colour",
        };
        if (!source.HasColor || context.ClipMask is not null || !context.WritesAllPlanes(destination.Depth))
        {
            return drawing;
        }

        // A window shows its pixels only where it is visible.
        var readable = source.Clip.Offset(to.Left - from.Left, to.Top - from.Top);
        (Paint Paint, Point Origin)? background = destination.Window is { } window
            ? FillLowering.BackgroundOf(window)
            : null;
        return drawing with
        {
            Propose = surfaces =>
            {
                var commands = new List<DrawingCommand>();
                var id = surfaces.IdOf(destination);
                if (Destination.Target(id, to, destination.Clip.Intersect(readable)) is { } target)
                {
                    commands.Add(
                        new CopyCommand(surfaces.TimeNanoseconds, target, surfaces.IdOf(source), from, context.Function)
                    );
                }

                var hidden = destination.Clip.Intersect(PixelRegion.Of(to)).Subtract(readable);
                if (background is { } known && !hidden.IsEmpty)
                {
                    commands.AddRange(FillLowering.Paint(surfaces, known.Paint, known.Origin, hidden) ?? []);
                }

                return commands;
            },
        };
    }

    /// <summary>PutImage. Pixels of 24 or 32 bits are an image; bitmaps are left to what the mirror shows.</summary>
    public static Drawing PutImage(WireBytes request, Destination destination, XGraphicsContext context)
    {
        const int HeadBytes = 24;
        const byte ZPixmap = 2;
        var (width, height) = (request.U16(12), request.U16(14));
        var to = destination.Place(Rect.FromSize(request.I16(16), request.I16(18), width, height));
        var area = to.Intersect(destination.Bounds);
        var drawing = new Drawing(destination, area, "PutImage", Propose: null)
        {
            Obstacle = context.ClipMask is not null ? "clip mask" : "bitmap or plane mask",
        };

        var pixels = request.From(HeadBytes).Bytes;
        var bytes = (long)width * height * 4;
        var isColor = request.U8(1) == ZPixmap && request.U8(21) is 24 or 32 && request.U8(20) == 0;
        if (
            !isColor
            || context.ClipMask is not null
            || bytes == 0
            || pixels.Length < bytes
            || area.IsEmpty
            || !context.WritesAllPlanes(destination.Depth)
        )
        {
            return drawing;
        }

        var image = ImageOf(pixels[..(int)bytes], width, height, destination.Depth);
        return drawing with
        {
            Propose = surfaces =>
                destination.Target(surfaces.IdOf(destination), to) is { } target
                    ?
                    [
                        new ImageCommand(
                            surfaces.TimeNanoseconds,
                            target,
                            image,
                            new Rect(0, 0, width, height),
                            context.Function
                        ),
                    ]
                    : [],
        };
    }

    /// <summary>CopyPlane of a mask: a background, and on it the foreground wherever the mask is set.</summary>
    public static Drawing CopyPlane(
        WireBytes request,
        Destination source,
        Destination destination,
        XGraphicsContext context
    )
    {
        var (width, height) = (request.U16(24), request.U16(26));
        var to = destination.Place(Rect.FromSize(request.I16(20), request.I16(22), width, height));
        var corner = new Point(request.I16(16), request.I16(18));
        var isModelled =
            source.Pixmap is { Depth: 1 }
            && context is { ClipMask: null, Function: RasterOp.Copy }
            && context.WritesAllPlanes(destination.Depth);
        return new Drawing(
            destination,
            to.Intersect(destination.Bounds),
            "CopyPlane",
            isModelled ? surfaces => Propose(surfaces) : null
        )
        {
            Obstacle = "plane of a drawable with colour",
        };

        IReadOnlyList<DrawingCommand>? Propose(SurfaceSource surfaces)
        {
            var mask = source.Pixmap!;
            var part = Rect.FromSize(corner.X, corner.Y, width, height)
                .Intersect(new Rect(0, 0, mask.Width, mask.Height));
            var drawn = part.Offset(to.Left - corner.X, to.Top - corner.Y);
            if (destination.Target(surfaces.IdOf(destination), drawn) is not { } target)
            {
                return [];
            }

            const uint Opaque = 0xFF000000;
            var text = Stencil.Propose(surfaces, destination, to, mask, corner, context.Foreground | Opaque);
            return text is null
                ? null
                : [new FillCommand(surfaces.TimeNanoseconds, target, Brush.Solid(context.Background)), .. text];
        }
    }

    private static Image ImageOf(ReadOnlySpan<byte> pixels, int width, int height, byte depth)
    {
        var bytes = pixels.ToArray();
        if (depth == 32)
        {
            return new Image(width, height, ImageFormat.Argb32, bytes);
        }

        for (var i = 3; i < bytes.Length; i += 4)
        {
            bytes[i] = 0;
        }

        return new Image(width, height, ImageFormat.Xrgb32, bytes);
    }
}
