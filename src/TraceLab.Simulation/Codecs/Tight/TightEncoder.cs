using System.Buffers;
using TraceLab.Simulation.Codecs.Streams;

namespace TraceLab.Simulation.Codecs.Tight;

internal sealed class TightEncoder : IPixelEncoder
{
    private readonly SessionCompressor[] _sessions = TightCodec.Compressors();
    private readonly FlatPixels _flat = new();
    private readonly Palette _palette = new(TightCodec.MaxColors);
    private byte[] _packed = [];
    private byte[] _filtered = [];

    public void Encode(PixelBlock block, ArrayBufferWriter<byte> output)
    {
        var pixels = _flat.Gather(block);
        if (_filtered.Length < pixels.Length * 3)
        {
            _packed = new byte[pixels.Length * 3];
            _filtered = new byte[pixels.Length * 3];
        }

        if (!_palette.TryFill(pixels) || _palette.Count > Math.Max(2, pixels.Length / 4))
        {
            EncodeFullColor(block, pixels, output);
        }
        else if (_palette.Count == 1)
        {
            output.Write([(byte)TightKind.Solid]);
            WritePalette(output);
        }
        else if (_palette.Count == 2)
        {
            output.Write([(byte)TightKind.TwoColors]);
            WritePalette(output);
            WriteData(TightKind.TwoColors, Bits(pixels, block.Width), output);
        }
        else
        {
            output.Write([(byte)TightKind.Indexed, (byte)(_palette.Count - 1)]);
            WritePalette(output);
            for (var i = 0; i < pixels.Length; i++)
            {
                _filtered[i] = (byte)_palette.IndexOf(pixels[i]);
            }

            WriteData(TightKind.Indexed, _filtered.AsSpan(0, pixels.Length), output);
        }
    }

    public void Dispose()
    {
        foreach (var session in _sessions)
        {
            session.Dispose();
        }
    }

    // Drawn pictures repeat pixels exactly, and zlib finds that; photographs hardly ever do, and a prediction serves them.
    private void EncodeFullColor(PixelBlock block, ReadOnlySpan<uint> pixels, ArrayBufferWriter<byte> output)
    {
        PackedPixels.Pack(block, _packed);
        var packed = _packed.AsSpan(0, block.RawBytes);
        var repeated = 0;
        for (var i = 1; i < pixels.Length; i++)
        {
            repeated += pixels[i] == pixels[i - 1] ? 1 : 0;
        }

        if (repeated > pixels.Length / 4)
        {
            output.Write([(byte)TightKind.Plain]);
            WriteData(TightKind.Plain, packed, output);
            return;
        }

        output.Write([(byte)TightKind.Gradient]);
        GradientFilter.Apply(packed, block.Width, _filtered);
        WriteData(TightKind.Gradient, _filtered.AsSpan(0, packed.Length), output);
    }

    // Each row begins with a new byte; the first pixel is the highest bit.
    private ReadOnlySpan<byte> Bits(ReadOnlySpan<uint> pixels, int width)
    {
        var rowBytes = (width + 7) / 8;
        var bits = _filtered.AsSpan(0, pixels.Length / width * rowBytes);
        bits.Clear();
        for (var i = 0; i < pixels.Length; i++)
        {
            var (y, x) = Math.DivRem(i, width);
            bits[(y * rowBytes) + (x / 8)] |= (byte)(_palette.IndexOf(pixels[i]) << (7 - (x % 8)));
        }

        return bits;
    }

    private void WritePalette(ArrayBufferWriter<byte> output)
    {
        foreach (var color in _palette.Colors)
        {
            FlatPixels.Write(output.GetSpan(3), color);
            output.Advance(3);
        }
    }

    private void WriteData(TightKind kind, ReadOnlySpan<byte> data, ArrayBufferWriter<byte> output)
    {
        if (data.Length < TightCodec.MinCompressedBytes)
        {
            output.Write(data);
        }
        else
        {
            _sessions[(int)kind].Compress(data, output);
        }
    }
}
