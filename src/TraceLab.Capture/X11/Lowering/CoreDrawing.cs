using TraceLab.Capture.X11.Model;
using TraceLab.Capture.X11.Protocol;

namespace TraceLab.Capture.X11.Lowering;

/// <summary>Core requests about pixmaps, graphics contexts and fonts, and those that draw.</summary>
internal sealed class CoreDrawing(XResources resources, DrawTargets targets, CoreFonts fonts)
{
    /// <summary>Takes a request into the model; what it draws, or null if that is nothing.</summary>
    public Drawing? Take(WireBytes request)
    {
        var opcode = (CoreOpcode)request.U8(0);
        switch (opcode)
        {
            case CoreOpcode.CreatePixmap:
                var pixmap = new XPixmap(request.U32(4), request.U16(12), request.U16(14), request.U8(1));
                resources.CreatePixmap(pixmap.Id, pixmap);
                return null;
            case CoreOpcode.FreePixmap:
                resources.FreePixmap(request.U32(4));
                return null;
            case CoreOpcode.CreateGC:
                ContextRequests.Create(resources, request);
                return null;
            case CoreOpcode.ChangeGC:
                ContextRequests.Change(resources, request);
                return null;
            case CoreOpcode.CopyGC:
                ContextRequests.Copy(resources, request);
                return null;
            case CoreOpcode.SetClipRectangles:
                ContextRequests.SetClipRectangles(resources, request);
                return null;
            case CoreOpcode.FreeGC:
                resources.FreeContext(request.U32(4));
                return null;
            case CoreOpcode.OpenFont or CoreOpcode.CloseFont:
                fonts.Forget(request.U32(4));
                return null;
            case CoreOpcode.ClearArea:
                return targets.Of(request.U32(4), includesInferiors: false) is { Window: not null } window
                    ? FillLowering.ClearArea(request, window)
                    : null;
            case CoreOpcode.CopyArea or CoreOpcode.CopyPlane:
                return Copy(opcode, request);
            case >= CoreOpcode.PolyPoint and <= CoreOpcode.ImageText16 and not CoreOpcode.GetImage:
                return Draw(opcode, request);
            default:
                return null;
        }
    }

    private Drawing? Draw(CoreOpcode opcode, WireBytes request)
    {
        if (
            !resources.Contexts.TryGetValue(request.U32(8), out var context)
            || targets.Of(request.U32(4), context) is not { } destination
        )
        {
            return null;
        }

        return opcode switch
        {
            CoreOpcode.PolyFillRectangle => FillLowering.FillRectangles(request, destination, context),
            CoreOpcode.PutImage => CopyLowering.PutImage(request, destination, context),
            CoreOpcode.ImageText8 or CoreOpcode.ImageText16 => TextLowering.ImageText(
                request,
                destination,
                context,
                fonts
            ),
            CoreOpcode.PolyText8 or CoreOpcode.PolyText16 => TextLowering.PolyText(
                request,
                destination,
                context,
                fonts
            ),
            _ => FillLowering.Shape($"{opcode}", ShapeBounds.Of(opcode, request, context), destination, context),
        };
    }

    private Drawing? Copy(CoreOpcode opcode, WireBytes request)
    {
        if (
            !resources.Contexts.TryGetValue(request.U32(12), out var context)
            || targets.Of(request.U32(4), context.IncludesInferiors) is not { } source
            || targets.Of(request.U32(8), context) is not { } destination
        )
        {
            return null;
        }

        return opcode == CoreOpcode.CopyArea
            ? CopyLowering.CopyArea(request, source, destination, context)
            : CopyLowering.CopyPlane(request, source, destination, context);
    }
}
