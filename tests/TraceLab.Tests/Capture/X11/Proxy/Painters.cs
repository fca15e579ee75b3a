using TraceLab.Capture.X11.Protocol;
using TraceLab.Capture.X11.Proxy;

namespace TraceLab.Tests.Capture.X11.Proxy;

/// <summary>Clients that fill rectangles of the root window, so that its pixels tell in which order a server heard them.</summary>
internal static class Painters
{
    public const int Width = 320;
    public const int Height = 200;

    private const byte CreateGc = 55;
    private const byte PolyFillRectangle = 70;

    /// <summary>Paints without a rest until the session is over.</summary>
    public static void PaintUntilClosed(RawClient client)
    {
        var context = client.Base + 1;
        try
        {
            for (var i = 0; ; i++, context++)
            {
                client.Send(CreateGc, 0, context, client.Root, 1 << 2, (uint)i * 4099);
                client.Send(
                    PolyFillRectangle,
                    0,
                    client.Root,
                    context,
                    client.Pair(i % 300, i % 180),
                    client.Pair(20, 20)
                );
            }
        }
        catch (IOException)
        {
            // The session is over.
        }
    }

    /// <summary>Rectangles all over the screen in random colours, in bursts of different lengths.</summary>
    public static void Paint(ProxySession session, int painter)
    {
        const int Bursts = 60;
        using var client = new RawClient(session, isBigEndian: painter % 2 == 1);
        var random = new Random(painter);
        var context = client.Base + 1;
        for (var burst = 0; burst < Bursts; burst++)
        {
            // A context of its own for each burst, with this foreground.
            var colour = (uint)random.Next(1 << 24);
            var create = client.Make(CreateGc, 0, context, client.Root, 1 << 2, colour);
            var requests = new List<byte>(create);
            var count = random.Next(1, 30);
            for (var i = 0; i < count; i++)
            {
                var (x, y) = (random.Next(Width), random.Next(Height));
                var size = client.Pair(random.Next(1, 60), random.Next(1, 60));
                requests.AddRange(client.Make(PolyFillRectangle, 0, client.Root, context, client.Pair(x, y), size));
            }

            client.Send([.. requests], (uint)count + 1);
            context++;
            if (random.Next(4) == 0)
            {
                client.Sync();
            }
        }

        client.Sync();
    }

    /// <summary>What a log of painters says, drawn by the simplest means.</summary>
    public static uint[] Repaint(LoggedSession log)
    {
        var pixels = new uint[Width * Height];
        var colours = new Dictionary<uint, uint>();
        foreach (var logged in log.Requests)
        {
            var request = new WireBytes(logged.Bytes, logged.IsBigEndian);
            if (request.U8(0) == CreateGc)
            {
                colours[request.U32(4)] = request.U32(16) & 0x00FFFFFF;
            }
            else if (request.U8(0) == PolyFillRectangle)
            {
                var (left, top) = (request.I16(12), request.I16(14));
                var right = Math.Min(Width, left + request.U16(16));
                for (var y = top; y < Math.Min(Height, top + request.U16(18)); y++)
                {
                    pixels.AsSpan(y * Width)[left..right].Fill(colours[request.U32(8)]);
                }
            }
        }

        return pixels;
    }
}
