using TraceLab.Core.Geometry;
using TraceLab.Core.Pixels;

namespace TraceLab.Simulation.Codecs;

/// <summary>
/// The pixels of a rectangle one after the other, 0x00RRGGBB each, for codecs that look at colours. The buffer is kept from
/// rectangle to rectangle.
/// </summary>
internal sealed class FlatPixels
{
    private const uint ColorBits = 0xFFFFFF;

    private uint[] _pixels = [];

    /// <summary>A buffer of that many pixels, with whatever it held before.</summary>
    public Span<uint> Reserve(int count)
    {
        if (_pixels.Length < count)
        {
            _pixels = new uint[count];
        }

        return _pixels.AsSpan(0, count);
    }

    /// <summary>The pixels of a block, alpha removed.</summary>
    public Span<uint> Gather(PixelBlock block)
    {
        var flat = Reserve(block.Width * block.Height);
        for (var y = 0; y < block.Height; y++)
        {
            var target = flat.Slice(y * block.Width, block.Width);
            block.Row(y).CopyTo(target);
            foreach (ref var pixel in target)
            {
                pixel &= ColorBits;
            }
        }

        return flat;
    }

    /// <summary>Puts pixels, row after row, into an area of a surface.</summary>
    public static void Scatter(ReadOnlySpan<uint> flat, Surface target, Rect area)
    {
        for (var y = 0; y < area.Height; y++)
        {
            flat.Slice(y * area.Width, area.Width).CopyTo(target.Row(area.Top + y, area.Left, area.Right));
        }
    }

    public static uint Read(ReadOnlySpan<byte> bytes) => bytes[0] | ((uint)bytes[1] << 8) | ((uint)bytes[2] << 16);

    /// <summary>Three bytes, B G R.</summary>
    public static void Write(Span<byte> bytes, uint pixel)
    {
        bytes[2] = (byte)(pixel >> 16);
        bytes[1] = (byte)(pixel >> 8);
        bytes[0] = (byte)pixel;
    }
}
