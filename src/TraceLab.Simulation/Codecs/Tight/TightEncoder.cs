using System.Buffers;
using TraceLab.Core.Geometry;
using TraceLab.Simulation.Codecs.Streams;

namespace TraceLab.Simulation.Codecs.Tight;

internal sealed class TightEncoder : IPixelEncoder
{
    private readonly SessionCompressor[] _sessions =
    [
        .. Enumerable.Range(0, TightCodec.Streams).Select(_ => new SessionCompressor(ZlibCodec.Compressing)),
    ];

    private readonly ArrayBufferWriter<byte> _compressed = new();
    private readonly FlatPixels _flat = new();
    private readonly Palette _palette = new(TightCodec.MaxColors);
    private byte[] _packed = [];
    private byte[] _filtered = [];

    public void Encode(PixelBlock block, ArrayBufferWriter<byte> output)
    {
        var whole = new Rect(0, 0, block.Width, block.Height);
        foreach (var piece in TightCodec.Limit.Cut(whole))
        {
            EncodeRectangle(block.Part(piece), output);
        }
    }

    public void Dispose()
    {
        foreach (var session in _sessions)
        {
            session.Dispose();
        }
    }

    private void EncodeRectangle(PixelBlock block, ArrayBufferWriter<byte> output)
    {
        var pixels = _flat.Gather(block);
        if (_filtered.Length < block.RawBytes)
        {
            _packed = new byte[block.RawBytes];
            _filtered = new byte[block.RawBytes];
        }

        if (!_palette.TryFill(pixels) || _palette.Count > Math.Max(2, pixels.Length / 4))
        {
            EncodeFullColor(pixels, block.Width, output);
        }
        else if (_palette.Count == 1)
        {
            output.Write([TightCodec.Fill]);
            TightColors.Append(_palette.Colors, output);
        }
        else if (_palette.Count == 2)
        {
            BeginPalette(TightStream.TwoColors, output);
            WriteData(TightStream.TwoColors, Bits(pixels, block.Width), output);
        }
        else
        {
            BeginPalette(TightStream.Indexed, output);
            for (var i = 0; i < pixels.Length; i++)
            {
                _filtered[i] = (byte)_palette.IndexOf(pixels[i]);
            }

            WriteData(TightStream.Indexed, _filtered.AsSpan(0, pixels.Length), output);
        }
    }

    // Drawn pictures repeat pixels exactly, and zlib finds that; photographs hardly ever do, and a prediction serves them.
    private void EncodeFullColor(ReadOnlySpan<uint> pixels, int width, ArrayBufferWriter<byte> output)
    {
        var packed = _packed.AsSpan(0, pixels.Length * TightColors.Bytes);
        TightColors.Pack(pixels, packed);
        var repeated = 0;
        for (var i = 1; i < pixels.Length; i++)
        {
            repeated += pixels[i] == pixels[i - 1] ? 1 : 0;
        }

        if (repeated > pixels.Length / 4)
        {
            output.Write([First(TightStream.Plain)]);
            WriteData(TightStream.Plain, packed, output);
            return;
        }

        output.Write([First(TightStream.Gradient, TightCodec.HasFilter), (byte)TightFilter.Gradient]);
        GradientFilter.Apply(packed, width, _filtered);
        WriteData(TightStream.Gradient, _filtered.AsSpan(0, packed.Length), output);
    }

    private static byte First(TightStream stream, byte flags = 0) =>
        (byte)(((byte)stream << TightCodec.StreamShift) | flags);

    private void BeginPalette(TightStream stream, ArrayBufferWriter<byte> output)
    {
        output.Write([First(stream, TightCodec.HasFilter), (byte)TightFilter.Palette, (byte)(_palette.Count - 1)]);
        TightColors.Append(_palette.Colors, output);
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

    private void WriteData(TightStream stream, ReadOnlySpan<byte> data, ArrayBufferWriter<byte> output)
    {
        if (data.Length < TightCodec.MinCompressedBytes)
        {
            output.Write(data);
            return;
        }

        _compressed.ResetWrittenCount();
        _sessions[(int)stream].Compress(data, _compressed);
        TightLength.Write(_compressed.WrittenCount, output);
        output.Write(_compressed.WrittenSpan);
    }
}
