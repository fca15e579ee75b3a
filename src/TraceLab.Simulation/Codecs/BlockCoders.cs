using System.Buffers;
using TraceLab.Core.Geometry;
using TraceLab.Core.Pixels;

namespace TraceLab.Simulation.Codecs;

/// <summary>
/// What the general-purpose compressors share: pixels are packed to 24 bits and compressed as one block. Scratch memory is
/// kept between blocks.
/// </summary>
public abstract class BlockEncoder : IPixelEncoder
{
    private byte[] _packed = [];

    public void Encode(PixelBlock block, ArrayBufferWriter<byte> output)
    {
        if (_packed.Length < block.RawBytes)
        {
            _packed = new byte[block.RawBytes];
        }

        PackedPixels.Pack(block, _packed);
        Compress(_packed.AsSpan(0, block.RawBytes), output);
    }

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected abstract void Compress(ReadOnlySpan<byte> packed, ArrayBufferWriter<byte> output);

    protected virtual void Dispose(bool disposing) { }
}

/// <summary>The client's side: one block is decompressed and unpacked into its area.</summary>
public abstract class BlockDecoder : IPixelDecoder
{
    private byte[] _packed = [];

    public void Decode(ReadOnlySpan<byte> data, Surface target, Rect area)
    {
        var length = checked((int)(area.Area * 3));
        if (_packed.Length < length)
        {
            _packed = new byte[length];
        }

        var packed = _packed.AsSpan(0, length);
        var found = Decompress(data, packed);
        if (found != length)
        {
            throw new InvalidDataException($"encoded pixels: expected {length} bytes, found {found}");
        }

        PackedPixels.Unpack(packed, target, area);
    }

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Fills <paramref name="packed"/> and returns how many bytes the data gave.</summary>
    protected abstract int Decompress(ReadOnlySpan<byte> data, Span<byte> packed);

    protected virtual void Dispose(bool disposing) { }
}
