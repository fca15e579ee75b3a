using TraceLab.Core.Geometry;
using TraceLab.Core.Pixels;
using TraceLab.Simulation.Codecs.Streams;

namespace TraceLab.Simulation.Codecs.Tight;

internal sealed class TightDecoder : IPixelDecoder
{
    private readonly SessionDecompressor[] _sessions = TightCodec.Decompressors();
    private readonly FlatPixels _flat = new();
    private readonly uint[] _palette = new uint[TightCodec.MaxColors];
    private byte[] _plain = [];

    public void Decode(ReadOnlySpan<byte> data, Surface target, Rect area)
    {
        var kind = (TightKind)Take(ref data, 1)[0];
        switch (kind)
        {
            case TightKind.Solid:
                TakePalette(ref data, 1);
                var one = _flat.Reserve(checked((int)area.Area));
                one.Fill(_palette[0]);
                FlatPixels.Scatter(one, target, area);
                break;
            case TightKind.TwoColors:
                TakePalette(ref data, 2);
                DecodeIndexes(ReadData(kind, data, (area.Width + 7) / 8 * area.Height), target, area, colors: 2);
                break;
            case TightKind.Indexed:
                var colors = Take(ref data, 1)[0] + 1;
                TakePalette(ref data, colors);
                DecodeIndexes(ReadData(kind, data, checked((int)area.Area)), target, area, colors);
                break;
            case TightKind.Gradient or TightKind.Plain:
                var packed = ReadData(kind, data, checked((int)area.Area * 3));
                if (kind == TightKind.Gradient)
                {
                    GradientFilter.Undo(packed, area.Width);
                }

                PackedPixels.Unpack(packed, target, area);
                break;
            default:
                throw new InvalidDataException($"tight pixels: unknown kind {(byte)kind}");
        }
    }

    public void Dispose()
    {
        foreach (var session in _sessions)
        {
            session.Dispose();
        }
    }

    private void DecodeIndexes(ReadOnlySpan<byte> data, Surface target, Rect area, int colors)
    {
        var rowBytes = (area.Width + 7) / 8;
        var pixels = _flat.Reserve(checked((int)area.Area));
        for (var i = 0; i < pixels.Length; i++)
        {
            var (y, x) = Math.DivRem(i, area.Width);
            var index = colors == 2 ? data[(y * rowBytes) + (x / 8)] >> (7 - (x % 8)) & 1 : data[i];
            pixels[i] =
                index < colors ? _palette[index] : throw new InvalidDataException("tight pixels: no such colour");
        }

        FlatPixels.Scatter(pixels, target, area);
    }

    private Span<byte> ReadData(TightKind kind, ReadOnlySpan<byte> data, int length)
    {
        if (_plain.Length < length)
        {
            _plain = new byte[length];
        }

        var plain = _plain.AsSpan(0, length);
        if (length < TightCodec.MinCompressedBytes)
        {
            Take(ref data, length).CopyTo(plain);
        }
        else
        {
            _sessions[(int)kind].Append(data);
            _sessions[(int)kind].Read(plain);
        }

        return plain;
    }

    private void TakePalette(ref ReadOnlySpan<byte> data, int colors)
    {
        for (var index = 0; index < colors; index++)
        {
            _palette[index] = FlatPixels.Read(Take(ref data, 3));
        }
    }

    private static ReadOnlySpan<byte> Take(ref ReadOnlySpan<byte> data, int length)
    {
        if (length > data.Length)
        {
            throw new InvalidDataException($"tight pixels: expected {length} more bytes, found {data.Length}");
        }

        var taken = data[..length];
        data = data[length..];
        return taken;
    }
}
