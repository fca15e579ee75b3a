using TraceLab.Core.Geometry;
using TraceLab.Core.Pixels;
using TraceLab.Simulation.Codecs.Streams;

namespace TraceLab.Simulation.Codecs.Tight;

internal sealed class TightDecoder : IPixelDecoder
{
    private readonly SessionDecompressor[] _sessions =
    [
        .. Enumerable.Range(0, TightCodec.Streams).Select(_ => new SessionDecompressor(ZlibCodec.Decompressing)),
    ];

    private readonly FlatPixels _flat = new();
    private readonly uint[] _palette = new uint[TightCodec.MaxColors];
    private byte[] _plain = [];

    public void Decode(ReadOnlySpan<byte> data, Surface target, Rect area)
    {
        foreach (var piece in TightCodec.Limit.Cut(area))
        {
            var reader = new TightReader(data);
            var head = reader.NextHead(piece);
            FlatPixels.Scatter(Pixels(head, piece), target, piece);
            data = data[reader.Position..];
        }

        if (!data.IsEmpty)
        {
            throw new InvalidDataException($"tight pixels: {data.Length} bytes after the last rectangle");
        }
    }

    public void Dispose()
    {
        foreach (var session in _sessions)
        {
            session.Dispose();
        }
    }

    private ReadOnlySpan<uint> Pixels(TightHead head, Rect piece)
    {
        var pixels = _flat.Reserve(checked((int)piece.Area));
        if (head.IsFill)
        {
            pixels.Fill(TightColors.Read(head.Colors));
            return pixels;
        }

        var plain = Plain(head);
        switch (head.Filter)
        {
            case TightFilter.Palette:
                TightColors.Unpack(head.Colors, _palette.AsSpan(0, head.ColorCount));
                LookUp(plain, piece.Width, head.ColorCount, pixels);
                break;
            case TightFilter.Gradient:
                GradientFilter.Undo(plain, piece.Width);
                TightColors.Unpack(plain, pixels);
                break;
            default:
                TightColors.Unpack(plain, pixels);
                break;
        }

        return pixels;
    }

    private void LookUp(ReadOnlySpan<byte> data, int width, int colors, Span<uint> pixels)
    {
        var rowBytes = (width + 7) / 8;
        for (var i = 0; i < pixels.Length; i++)
        {
            var (y, x) = Math.DivRem(i, width);
            var index = colors == 2 ? data[(y * rowBytes) + (x / 8)] >> (7 - (x % 8)) & 1 : data[i];
            pixels[i] =
                index < colors ? _palette[index] : throw new InvalidDataException("tight pixels: no such colour");
        }
    }

    private Span<byte> Plain(TightHead head)
    {
        if (_plain.Length < head.PlainBytes)
        {
            _plain = new byte[head.PlainBytes];
        }

        var plain = _plain.AsSpan(0, head.PlainBytes);
        if (head.IsCompressed)
        {
            _sessions[head.Stream].Append(head.Data);
            _sessions[head.Stream].Read(plain);
        }
        else
        {
            head.Data.CopyTo(plain);
        }

        return plain;
    }
}
