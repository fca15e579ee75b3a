using System.Buffers;
using TraceLab.Core.Geometry;
using TraceLab.Core.Pixels;

namespace TraceLab.Simulation.Codecs;

/// <summary>
/// Turns rectangles of pixels into bytes and back. A codec is a factory: every run gets its own encoder and every client its
/// own decoder, so that codecs may keep state from rectangle to rectangle.
/// </summary>
public interface IPixelCodec
{
    /// <summary>The name used on the command line and in reports.</summary>
    string Name { get; }

    /// <summary>One sentence for help texts.</summary>
    string Description { get; }

    /// <summary>Whether equal blocks always give equal bytes, so that runs may share what one of them encoded.</summary>
    bool IsStateless { get; }

    /// <summary>Whether the decoder may give back other pixels than the encoder took.</summary>
    bool IsLossy => false;

    /// <summary>The name without a quality: what cost profiles know.</summary>
    string Family => Name;

    /// <summary>What codes the images of primitives; never lossy.</summary>
    IPixelCodec ForImages => this;

    IPixelEncoder CreateEncoder();

    /// <summary>
    /// An encoder for finding out what a block would cost: it must not remember blocks that the client never sees. A codec
    /// with state is tried from its beginning.
    /// </summary>
    IPixelEncoder CreateTrialEncoder() => IsStateless ? CreateEncoder() : new Streams.FreshEncoder(this);

    IPixelDecoder CreateDecoder();
}

public interface IPixelEncoder : IDisposable
{
    /// <summary>Appends the encoded block to <paramref name="output"/>.</summary>
    void Encode(PixelBlock block, ArrayBufferWriter<byte> output);
}

public interface IPixelDecoder : IDisposable
{
    /// <summary>
    /// Writes the pixels of exactly one encoded block into <paramref name="area"/>, which lies inside the surface. Blocks
    /// come in the order in which they were encoded.
    /// </summary>
    /// <exception cref="InvalidDataException">The bytes are not what the encoder made.</exception>
    void Decode(ReadOnlySpan<byte> data, Surface target, Rect area);
}
