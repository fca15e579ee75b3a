using System.Buffers;
using TraceLab.Core.Geometry;
using TraceLab.Core.Pixels;
using TraceLab.Simulation.Codecs.Streams;

namespace TraceLab.Simulation.Codecs.Zrle;

/// <summary>
/// ZRLE, RFC 6143 section 7.7.6, with pixels of 24 bits: tiles of 64×64, palettes and run lengths, one zlib stream for the
/// session. The four bytes of length that RFB puts before the data are the wire's affair.
/// </summary>
public sealed class ZrleCodec : IPixelCodec
{
    public string Name => "zrle";

    public string Description => "ZRLE of RFC 6143: palettes and run lengths in tiles, one zlib stream for the session";

    public bool IsStateless => false;

    public IPixelEncoder CreateEncoder() => new Encoder();

    public IPixelDecoder CreateDecoder() => new Decoder();

    private sealed class Encoder : IPixelEncoder
    {
        private readonly SessionCompressor _session = new(ZlibCodec.Compressing);
        private readonly ZrleTileWriter _tiles = new();
        private readonly ArrayBufferWriter<byte> _plain = new();

        public void Encode(PixelBlock block, ArrayBufferWriter<byte> output)
        {
            _plain.ResetWrittenCount();
            for (var y = 0; y < block.Height; y += ZrleTileWriter.TileSize)
            {
                for (var x = 0; x < block.Width; x += ZrleTileWriter.TileSize)
                {
                    _tiles.Write(block, x, y, _plain);
                }
            }

            _session.Compress(_plain.WrittenSpan, output);
        }

        public void Dispose() => _session.Dispose();
    }

    private sealed class Decoder : IPixelDecoder
    {
        private readonly SessionDecompressor _session = new(ZlibCodec.Decompressing);
        private readonly ZrleTileReader _tiles;

        public Decoder() => _tiles = new ZrleTileReader(_session);

        public void Decode(ReadOnlySpan<byte> data, Surface target, Rect area)
        {
            _session.Append(data);
            for (var y = area.Top; y < area.Bottom; y += ZrleTileWriter.TileSize)
            {
                for (var x = area.Left; x < area.Right; x += ZrleTileWriter.TileSize)
                {
                    var tile = new Rect(
                        x,
                        y,
                        Math.Min(x + ZrleTileWriter.TileSize, area.Right),
                        Math.Min(y + ZrleTileWriter.TileSize, area.Bottom)
                    );
                    FlatPixels.Scatter(_tiles.Read(tile.Width, tile.Height), target, tile);
                }
            }
        }

        public void Dispose() => _session.Dispose();
    }
}
