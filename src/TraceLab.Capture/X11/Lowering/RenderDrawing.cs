using TraceLab.Capture.X11.Model;
using TraceLab.Capture.X11.Protocol;

namespace TraceLab.Capture.X11.Lowering;

/// <summary>RENDER's requests about pictures and glyphs, and those that draw.</summary>
internal sealed class RenderDrawing(XResources resources, DrawTargets targets)
{
    /// <summary>Takes a request into the model; what it draws, or null if that is nothing.</summary>
    public Drawing? Take(WireBytes request)
    {
        switch ((RenderOpcode)request.U8(1))
        {
            case RenderOpcode.CreatePicture:
                PictureRequests.Create(resources, request);
                return null;
            case RenderOpcode.ChangePicture:
                PictureRequests.Change(resources, request);
                return null;
            case RenderOpcode.SetPictureClipRectangles:
                PictureRequests.SetClipRectangles(resources, request);
                return null;
            case RenderOpcode.SetPictureTransform:
                PictureRequests.SetTransform(resources, request);
                return null;
            case RenderOpcode.FreePicture:
                resources.FreePicture(request.U32(4));
                return null;
            case RenderOpcode.CreateSolidFill:
                PictureRequests.CreateSolid(resources, request);
                return null;
            case RenderOpcode.CreateLinearGradient
            or RenderOpcode.CreateRadialGradient
            or RenderOpcode.CreateConicalGradient:
                PictureRequests.CreateGradient(resources, request);
                return null;
            case RenderOpcode.CreateGlyphSet:
                GlyphRequests.Create(resources, request);
                return null;
            case RenderOpcode.ReferenceGlyphSet:
                GlyphRequests.Reference(resources, request);
                return null;
            case RenderOpcode.FreeGlyphSet:
                resources.GlyphSets.Remove(request.U32(4));
                return null;
            case RenderOpcode.AddGlyphs:
                GlyphRequests.Add(resources, request);
                return null;
            case RenderOpcode.FreeGlyphs:
                GlyphRequests.Free(resources, request);
                return null;
            default:
                return Draw((RenderOpcode)request.U8(1), request);
        }
    }

    private Drawing? Draw(RenderOpcode opcode, WireBytes request)
    {
        switch (opcode)
        {
            case RenderOpcode.FillRectangles:
                return DestinationOf(request.U32(8)) is ({ } filled, { } fill)
                    ? RenderLowering.FillRectangles(request, fill, filled)
                    : null;
            case RenderOpcode.Composite:
                var source = resources.Pictures.GetValueOrDefault(request.U32(8));
                var mask = resources.Pictures.GetValueOrDefault(request.U32(12));
                return DestinationOf(request.U32(16)) is ({ } picture, { } destination)
                    ? RenderLowering.Composite(
                        request,
                        destination,
                        picture,
                        source,
                        mask,
                        source is null ? null : targets.Readable(source)
                    )
                    : null;
            case RenderOpcode.CompositeGlyphs8 or RenderOpcode.CompositeGlyphs16 or RenderOpcode.CompositeGlyphs32:
                var ink = resources.Pictures.GetValueOrDefault(request.U32(8));
                return DestinationOf(request.U32(12)) is ({ } written, { } paper)
                    ? GlyphLowering.Composite(request, paper, written, ink, resources)
                    : null;
            case >= RenderOpcode.Trapezoids and <= RenderOpcode.TriangleFan or RenderOpcode.AddTraps:
                return Shape(opcode, request);
            default:
                return null;
        }
    }

    private Drawing? Shape(RenderOpcode opcode, WireBytes request)
    {
        var target = request.U32(opcode == RenderOpcode.AddTraps ? 4 : 12);
        if (DestinationOf(target) is not ({ } picture, { } destination))
        {
            return null;
        }

        return opcode == RenderOpcode.Trapezoids
            ? ShapeLowering.Trapezoids(
                request,
                destination,
                picture,
                resources.Pictures.GetValueOrDefault(request.U32(8)),
                targets.Screen
            )
            : new Drawing(destination, destination.Bounds, $"RENDER {opcode}", Propose: null)
            {
                Obstacle = "shape with soft edges",
            };
    }

    private (XPicture? Picture, Destination? Destination) DestinationOf(uint picture) =>
        resources.Pictures.TryGetValue(picture, out var known) ? (known, targets.Of(known)) : default;
}
