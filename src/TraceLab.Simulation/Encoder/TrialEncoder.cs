using System.Buffers;
using TraceLab.Core.Commands;
using TraceLab.Core.Geometry;
using TraceLab.Simulation.Blitmaps;
using TraceLab.Simulation.Blitmaps.Merging;
using TraceLab.Simulation.Codecs;

namespace TraceLab.Simulation.Encoder;

/// <summary>
/// What parts of a frame would really cost: encodes them with the run's codec and throws the bytes away. Exact for a codec
/// without state; one with state is tried from its beginning, because a trial must not change what the client will decode.
/// Costs as much time as sending, so only policies that ask pay for it. Results are kept until the next frame.
/// </summary>
public sealed class TrialEncoder(RunFormat format, FrameCosts costs) : IDisposable
{
    private readonly ArrayBufferWriter<byte> _payload = new();
    private readonly Dictionary<Rect, long> _rectangles = [];
    private readonly Dictionary<uint, long> _images = [];
    private readonly IRegionMerger _merger = format.Rectangles.CreateMerger();
    private readonly List<Rect> _merged = [];
    private Blitmap? _part;
    private IPixelEncoder? _encoder;
    private IPixelEncoder? _imageEncoder;
    private FrameInput? _frame;

    /// <summary>Whether bytes depend on the picture.</summary>
    public bool Compresses => format.Compresses;

    public void Begin(FrameInput frame)
    {
        _frame = frame;
        _rectangles.Clear();
        _images.Clear();
    }

    /// <summary>Appends the rectangles that marked regions would be sent in.</summary>
    public void Merge(Blitmap blitmap, List<Rect> rectangles) => _merger.Merge(blitmap, rectangles);

    /// <summary>Bytes of a pixel rectangle of the secondary framebuffer, header included.</summary>
    public long RectangleBytes(Rect area)
    {
        if (!_rectangles.TryGetValue(area, out var bytes))
        {
            var payload = Encode(
                _encoder ??= format.Codec.CreateTrialEncoder(),
                PixelBlock.Of(_frame!.Secondary, area)
            );
            // Wires frame a rectangle of pixels as they frame an image.
            bytes = payload + format.Wire.PrimitiveHeaderBytes(CommandKind.Image, area, 0, (int)payload);
            _rectangles[area] = bytes;
        }

        return bytes;
    }

    /// <summary>Bytes of the changed regions of a span, joined to rectangles among themselves.</summary>
    public long ChangedBytes(RegionSpan span)
    {
        if (_part is null || _part.Grid != _frame!.Grid)
        {
            _part = new Blitmap(_frame!.Grid);
        }

        _part.ClearAll();
        _part.CopyFrom(_frame.Changed, span);
        _merged.Clear();
        Merge(_part, _merged);
        return _merged.Sum(RectangleBytes);
    }

    /// <summary>
    /// Bytes of a primitive that the client can execute, header and image included. What depends on the client's caches is
    /// estimated, because sending one primitive changes the cost of the next.
    /// </summary>
    public long PrimitiveBytes(PrimitiveFacts facts)
    {
        var drawing = facts.Drawing!;
        if (costs.Parts is { } parts && parts.Needs(facts))
        {
            return (long)costs.PrimitiveBytes(facts);
        }

        var payload = drawing is ImageCommand image ? ImageBytes(facts, image) : 0;
        var clip = EncodedPrimitive.ClipOf(drawing);
        return payload + format.Wire.PrimitiveHeaderBytes(drawing.Kind, facts.Bounds, clip.Length, (int)payload);
    }

    public void Dispose()
    {
        _encoder?.Dispose();
        _imageEncoder?.Dispose();
    }

    private long ImageBytes(PrimitiveFacts facts, ImageCommand image)
    {
        var sequence = facts.Primitive.Sequence;
        if (!_images.TryGetValue(sequence, out var bytes))
        {
            var source = EncodedPrimitive.SourceOf(image.SourceArea, image.Target.Area, facts.Bounds);
            _images[sequence] = bytes = Encode(
                _imageEncoder ??= format.Codec.ForImages.CreateTrialEncoder(),
                PixelBlock.Of(image.Image, source)
            );
        }

        return bytes;
    }

    private long Encode(IPixelEncoder encoder, PixelBlock block)
    {
        _payload.ResetWrittenCount();
        encoder.Encode(block, _payload);
        return _payload.WrittenCount;
    }
}
