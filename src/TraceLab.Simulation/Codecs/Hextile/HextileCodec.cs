using System.Buffers;
using TraceLab.Core.Geometry;
using TraceLab.Core.Pixels;

namespace TraceLab.Simulation.Codecs.Hextile;

/// <summary>
/// Hextile, RFC 6143 section 7.7.4: tiles of 16×16, each a background with rectangles of other colours on it, or raw. RFB
/// writes pixels in its own format, B G R and at 32 bits an unused byte; elsewhere three bytes do.
/// </summary>
/// <param name="pixelBytes">3 or 4.</param>
public sealed class HextileCodec(int pixelBytes = 3) : IPixelCodec
{
    internal const int TileSize = 16;

    public string Name => "hextile";

    public string Description => "Hextile of RFC 6143: rectangles of one colour in tiles of 16×16";

    public bool IsStateless => true;

    public IPixelEncoder CreateEncoder() => new Encoder(pixelBytes);

    public IPixelDecoder CreateDecoder() => new Decoder(pixelBytes);

    /// <summary>The tiles of an area from left to right, then from top to bottom.</summary>
    internal static IEnumerable<Rect> Tiles(Rect area)
    {
        for (var top = area.Top; top < area.Bottom; top += TileSize)
        {
            for (var left = area.Left; left < area.Right; left += TileSize)
            {
                yield return new Rect(
                    left,
                    top,
                    Math.Min(left + TileSize, area.Right),
                    Math.Min(top + TileSize, area.Bottom)
                );
            }
        }
    }

    private sealed class Encoder(int pixelBytes) : IPixelEncoder
    {
        private readonly HextileWriter _tiles = new(pixelBytes);

        public void Encode(PixelBlock block, ArrayBufferWriter<byte> output)
        {
            _tiles.Begin();
            foreach (var tile in Tiles(new Rect(0, 0, block.Width, block.Height)))
            {
                _tiles.Write(block.Part(tile), output);
            }
        }

        public void Dispose() { }
    }

    private sealed class Decoder(int pixelBytes) : IPixelDecoder
    {
        public void Decode(ReadOnlySpan<byte> data, Surface target, Rect area)
        {
            var tiles = new HextileReader(data, pixelBytes);
            foreach (var tile in Tiles(area))
            {
                tiles.Next(target, tile);
            }

            if (tiles.Position != data.Length)
            {
                throw new InvalidDataException($"hextile: {data.Length - tiles.Position} bytes after the last tile");
            }
        }

        public void Dispose() { }
    }
}

/// <summary>What the first byte of a tile announces.</summary>
[Flags]
internal enum HextileParts : byte
{
    Raw = 1,
    Background = 2,
    Foreground = 4,
    Rectangles = 8,
    Colored = 16,
}
