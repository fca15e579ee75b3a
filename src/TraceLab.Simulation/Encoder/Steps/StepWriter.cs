using System.Buffers;
using TraceLab.Core.Commands;
using TraceLab.Core.Geometry;
using TraceLab.Core.Pixels;
using TraceLab.Simulation.Codecs;
using TraceLab.Simulation.Encoder.Offscreen;
using TraceLab.Simulation.Encoder.Parts;
using TraceLab.Simulation.Wires;

namespace TraceLab.Simulation.Encoder.Steps;

/// <summary>Hands steps to whatever takes the parts of a frame, with their images encoded.</summary>
/// <param name="sink">Makes bytes or pixels of them.</param>
/// <param name="parts">Builds those of the general form.</param>
/// <param name="images">Supplies the images of those.</param>
/// <param name="encoder">Encodes the image of a short form.</param>
/// <param name="onImage">Told of each of these what became of it: the image, the part that went, its encoded bytes.</param>
internal sealed class StepWriter(
    IFrameSink sink,
    PartBuilder parts,
    SentImages images,
    IPixelEncoder encoder,
    Action<Image, Rect, int> onImage
)
{
    private readonly ArrayBufferWriter<byte> _payload = new();

    /// <summary>What the screen can show: colours go as it shows them, so that a client need not know the guest's format.</summary>
    public SurfaceFormat ScreenFormat { get; set; }

    /// <summary>A step that is a primitive or a piece of it.</summary>
    public void Write(PrimitiveFacts facts, in FrameStep step)
    {
        var drawing = facts.Drawing!;
        if (parts.Needs(drawing))
        {
            sink.OnDraw(parts.Build(drawing, facts.Bounds, images));
            return;
        }

        var clip = step.IsPiece ? [] : EncodedPrimitive.ClipOf(drawing);
        switch (drawing)
        {
            case FillCommand fill:
                sink.OnFill(step.Area, clip, PixelFormats.Quantize(fill.Brush.Color, ScreenFormat));
                break;
            case CopyCommand copy:
                var source = EncodedPrimitive.SourceOf(copy.SourceArea, copy.Target.Area, step.Area);
                sink.OnCopy(step.Area, clip, new Point(source.Left, source.Top));
                break;
            case ImageCommand image:
                WriteImage(image, step.Area, clip);
                break;
            default:
                throw new InvalidOperationException($"a {drawing.Kind} command is no primitive of the wire");
        }
    }

    /// <summary>A step that happens off-screen.</summary>
    public void Write(OffscreenEntry entry)
    {
        switch (entry.Command)
        {
            case SurfaceCreated created:
                sink.OnSurface(
                    created.SurfaceId,
                    created.Width,
                    created.Height,
                    created.Format,
                    created.Initial is { Format: not ImageFormat.Alpha8 } image ? images.Picture(image) : null
                );
                break;
            case SurfaceDestroyed destroyed:
                sink.OnSurfaceGone(destroyed.SurfaceId);
                break;
            default:
                sink.OnDraw(parts.Build(entry.Drawing!, entry.Bounds, images));
                break;
        }
    }

    private void WriteImage(ImageCommand image, Rect area, ReadOnlySpan<Rect> clip)
    {
        var source = EncodedPrimitive.SourceOf(image.SourceArea, image.Target.Area, area);
        _payload.ResetWrittenCount();
        encoder.Encode(Shown(image.Image, source), _payload);
        sink.OnImage(area, clip, _payload.WrittenSpan);
        onImage(image.Image, source, _payload.WrittenCount);
    }

    private PixelBlock Shown(Image image, Rect area)
    {
        var block = PixelBlock.Of(image, area);
        if (ScreenFormat is SurfaceFormat.Xrgb32 or SurfaceFormat.Argb32)
        {
            return block;
        }

        var reduced = new Surface(area.Width, area.Height, ScreenFormat);
        for (var y = 0; y < area.Height; y++)
        {
            PixelFormats.Store(block.Row(y), reduced.Row(y), ScreenFormat);
        }

        return PixelBlock.Of(reduced, reduced.Bounds);
    }
}
