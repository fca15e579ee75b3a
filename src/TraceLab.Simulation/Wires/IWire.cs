using System.Buffers;
using TraceLab.Core.Commands;
using TraceLab.Core.Geometry;
using TraceLab.Core.Pixels;
using TraceLab.Simulation.Client;
using TraceLab.Simulation.Codecs;

namespace TraceLab.Simulation.Wires;

/// <summary>
/// The byte format of a frame: what a primitive costs and how rectangles are framed. A frame is a header, then primitives in
/// order, then pixel rectangles (hazard H4: pixels go after primitives). Wires keep no state between frames.
/// </summary>
public interface IWire
{
    /// <summary>The name used on the command line and in reports.</summary>
    string Name { get; }

    /// <summary>One sentence for help texts.</summary>
    string Description { get; }

    /// <summary>
    /// What a primitive costs without image payload, as policies weigh it: exact where fields have fixed sizes, else what it
    /// costs as the first primitive of a frame.
    /// </summary>
    int PrimitiveHeaderBytes(CommandKind kind, Rect area, int clipRectangles, int payloadBytes);

    /// <summary>The profile without what this wire has no words for.</summary>
    ClientProfile Limit(ClientProfile profile) => profile;

    /// <summary>
    /// What makes the payloads of a codec on this wire: the codec itself, or the wire's own encoding of that name; null if it
    /// cannot carry such pixels.
    /// </summary>
    IPixelCodec? Carry(IPixelCodec codec) => codec;

    /// <summary>The largest rectangle of pixels that it frames.</summary>
    BlockLimit BlockLimit => BlockLimit.None;

    IFrameWriter CreateWriter();

    /// <summary>Decodes one frame completely and hands its parts to the sink in order.</summary>
    /// <exception cref="InvalidDataException">The bytes are no frame of this wire.</exception>
    void Read(ReadOnlySpan<byte> frame, IFrameSink sink);
}

/// <summary>
/// The parts of a frame, in the order they must come: at most one screen, primitives, pixel rectangles. A frame writer takes
/// them to make bytes, a client takes them to make pixels. Areas from a wire are not yet checked.
/// </summary>
public interface IFrameSink
{
    /// <summary>The screen has this size from now on, and is black.</summary>
    void OnScreen(int width, int height, SurfaceFormat format);

    void OnFill(Rect area, ReadOnlySpan<Rect> clip, uint color);

    /// <summary>Copies within the screen; <paramref name="source"/> is what lands on the area's top left corner.</summary>
    void OnCopy(Rect area, ReadOnlySpan<Rect> clip, Point source);

    /// <summary>The payload is the area's pixels in the run's pixel codec.</summary>
    void OnImage(Rect area, ReadOnlySpan<Rect> clip, ReadOnlySpan<byte> payload);

    /// <summary>Any other primitive, or one with images that the client keeps.</summary>
    void OnDraw(DrawPart part);

    /// <summary>An off-screen surface comes into being, black unless an image is given; an existing one is replaced.</summary>
    void OnSurface(int surfaceId, int width, int height, SurfaceFormat format, ImageItem? initial);

    /// <summary>An off-screen surface goes.</summary>
    void OnSurfaceGone(int surfaceId);

    void OnPixels(Rect area, ReadOnlySpan<byte> payload);
}

/// <summary>Appends one frame at a time to a buffer.</summary>
public interface IFrameWriter : IFrameSink
{
    /// <summary>Starts a frame; the numbers say how many parts of each sort follow.</summary>
    void Begin(ArrayBufferWriter<byte> output, bool hasScreen, int primitives, int rectangles);
}
