using K4os.Compression.LZ4;

namespace TraceLab.Benchmarks;

/// <summary>Bytes that LZ4 packs alone, as a trace does each of its chunks: as they are stored, and as they were.</summary>
internal sealed record Lz4Block(byte[] Stored, byte[] Plain)
{
    /// <summary>A stream as blocks of so many bytes, the last one shorter.</summary>
    public static IEnumerable<Lz4Block> Of(byte[] stream, int blockBytes)
    {
        foreach (var plain in stream.Chunk(blockBytes))
        {
            var stored = new byte[LZ4Codec.MaximumOutputSize(plain.Length)];
            yield return new Lz4Block(stored[..LZ4Codec.Encode(plain, stored)], plain);
        }
    }

    /// <summary>Packs the bytes once more; returns how many it makes of them.</summary>
    public int Encode(byte[] target) => LZ4Codec.Encode(Plain, target);

    /// <summary>Unpacks what is stored; returns how many bytes that makes.</summary>
    public int Decode(byte[] target) => LZ4Codec.Decode(Stored, target.AsSpan(0, Plain.Length));
}
