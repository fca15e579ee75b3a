using System.Buffers;
using TraceLab.Core.Geometry;
using TraceLab.Core.Pixels;
using TraceLab.Simulation.Codecs;
using TraceLab.Simulation.Wires;

namespace TraceLab.Tests.Simulation.Wires.Rfb;

/// <summary>Frames of the <c>rfb</c> wire without a session.</summary>
internal static class RfbFrames
{
    /// <summary>A frame of one rectangle of the screen; the first one tells the screen's size.</summary>
    public static byte[] Of(Surface screen, Rect area, IPixelEncoder encoder, bool isFirst)
    {
        var output = new ArrayBufferWriter<byte>();
        var payload = new ArrayBufferWriter<byte>();
        var writer = WireFormats.ByName("rfb").CreateWriter();
        writer.Begin(output, isFirst, 0, 1);
        if (isFirst)
        {
            writer.OnScreen(screen.Width, screen.Height, screen.Format);
        }

        encoder.Encode(PixelBlock.Of(screen, area), payload);
        writer.OnPixels(area, payload.WrittenSpan);
        return output.WrittenSpan.ToArray();
    }

    /// <summary>Runs of few colours at first, noise below: all forms of tiles.</summary>
    public static void Scribble(Surface screen, Rect area, int colors, Random random)
    {
        for (var y = area.Top; y < area.Bottom; y++)
        {
            var color = (uint)random.Next(colors) * 0x030507;
            foreach (ref var pixel in screen.Row(y, area.Left, area.Right))
            {
                color = random.Next(y < area.Top + 40 ? 20 : 1) == 0 ? (uint)random.Next(colors) * 0x030507 : color;
                pixel = color;
            }
        }
    }
}
