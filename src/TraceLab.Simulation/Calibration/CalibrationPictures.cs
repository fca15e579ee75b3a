using TraceLab.Core.Geometry;
using TraceLab.Core.Pixels;

namespace TraceLab.Simulation.Calibration;

/// <summary>
/// Pictures that pixel codecs are measured on, made by rule so that every machine measures the same: lines of text, an
/// interface of flat areas with edges, and a photo-like gradient with grain.
/// </summary>
internal static class CalibrationPictures
{
    public const int Edge = 512;

    private const uint Paper = 0xFFFFFF;
    private const uint Ink = 0x1A1A1A;

    public static IReadOnlyList<Surface> All { get; } = [Make(Text), Make(Interface), Make(Photo)];

    /// <summary>
    /// Blocks of one size that lie beside and below each other, as many as cover about this many pixels and fit.
    /// </summary>
    public static Rect[] Blocks(int width, int height, int pixels)
    {
        var columns = Edge / width;
        var count = Math.Clamp(pixels / (width * height), 1, columns * (Edge / height));
        return
        [
            .. Enumerable
                .Range(0, count)
                .Select(index => Rect.FromSize(index % columns * width, index / columns * height, width, height)),
        ];
    }

    private static Surface Make(Func<int, int, uint> pixel)
    {
        var surface = new Surface(Edge, Edge);
        for (var y = 0; y < Edge; y++)
        {
            for (var x = 0; x < Edge; x++)
            {
                surface.Pixels[(y * Edge) + x] = pixel(x, y);
            }
        }

        return surface;
    }

    // Cells of 7×13 with a pattern for each of 64 letters, words between blanks, as a terminal shows them.
    private static uint Text(int x, int y)
    {
        var (column, row) = (x / 7, y / 13);
        var letter = Scatter((column * 131) + (row * 7919)) % 64;
        var isInk = letter > 10 && x % 7 < 6 && y % 13 is > 1 and < 11;
        return isInk && Scatter(((int)letter * 977) + (x % 7 * 31) + (y % 13)) % 3 == 0 ? Ink : Paper;
    }

    // Panels of 96×48 with a light upper and a dark lower edge, each of its own colour.
    private static uint Interface(int x, int y)
    {
        var panel = Scatter((x / 96 * 37) + (y / 48 * 101));
        var colour = 0xC0C0C0u + ((panel & 0x1F) * 0x010101u);
        return (y % 48) switch
        {
            0 => 0xFFFFFFu,
            47 => 0x606060u,
            _ when x % 96 == 0 => 0xFFFFFFu,
            _ when x % 96 == 95 => 0x606060u,
            _ => colour,
        };
    }

    private static uint Photo(int x, int y)
    {
        var grain = Scatter((y * Edge) + x);
        var red = (uint)((x / 3) + (grain & 7));
        var green = (uint)((y / 3) + ((grain >> 3) & 7));
        var blue = (uint)(((x + y) / 6) + ((grain >> 6) & 7));
        return (red << 16) | (green << 8) | blue;
    }

    // A multiplicative hash: the same on every machine.
    private static uint Scatter(int value)
    {
        var hash = (uint)value * 2654435761u;
        return (hash ^ (hash >> 15)) * 2246822519u >> 12;
    }
}
