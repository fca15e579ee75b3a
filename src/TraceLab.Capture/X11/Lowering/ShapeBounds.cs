using TraceLab.Capture.X11.Model;
using TraceLab.Capture.X11.Protocol;
using TraceLab.Core.Geometry;

namespace TraceLab.Capture.X11.Lowering;

/// <summary>A rectangle that holds all that a request about lines, arcs, polygons or trapezoids can draw.</summary>
internal static class ShapeBounds
{
    // A mitre reaches at most about five and a half line widths from its corner (X protocol, "join-style": 11 degrees).
    private const int MitreReach = 6;
    private const int CoordinatesFromPrevious = 1;

    public static Rect Of(CoreOpcode opcode, WireBytes request, XGraphicsContext context)
    {
        var bounds = opcode switch
        {
            CoreOpcode.PolyPoint or CoreOpcode.PolyLine => Points(request.From(12), request.U8(1)),
            CoreOpcode.FillPoly => Points(request.From(16), request.U8(13)),
            CoreOpcode.PolySegment => Points(request.From(12), 0),
            CoreOpcode.PolyRectangle => Boxes(request.From(12), 8),
            _ => Boxes(request.From(12), 12),
        };
        var reach = 1 + (context.LineWidth * MitreReach);
        return bounds.IsEmpty
            ? bounds
            : new Rect(bounds.Left - reach, bounds.Top - reach, bounds.Right + reach, bounds.Bottom + reach);
    }

    /// <summary>Of trapezoids: top, bottom, and two lines of two points each, all in 16.16.</summary>
    public static Rect Trapezoids(WireBytes list)
    {
        var bounds = Rect.Empty;
        for (var at = 0; at + 40 <= list.Length; at += 40)
        {
            var (top, bottom) = (list.I32(at), list.I32(at + 4));
            double left = double.MaxValue,
                right = double.MinValue;
            for (var line = at + 8; line < at + 40; line += 16)
            {
                foreach (var y in (ReadOnlySpan<int>)[top, bottom])
                {
                    var x = XOf(list.From(line), y);
                    (left, right) = (Math.Min(left, x), Math.Max(right, x));
                }
            }

            bounds = bounds.BoundingUnion(
                new Rect(Pixel(left) - 1, Pixel(top) - 1, Pixel(right) + 2, Pixel(bottom) + 2)
            );
        }

        return bounds;
    }

    private static double XOf(WireBytes line, int y)
    {
        double x1 = line.I32(0),
            y1 = line.I32(4),
            x2 = line.I32(8),
            y2 = line.I32(12);
        return y1 == y2 ? x1 : x1 + ((y - y1) * (x2 - x1) / (y2 - y1));
    }

    private static int Pixel(double fixedPoint) => (int)Math.Clamp(Math.Floor(fixedPoint / 65536), -32768, 32767);

    private static Rect Points(WireBytes list, byte mode)
    {
        var bounds = Rect.Empty;
        var (x, y) = (0, 0);
        for (var at = 0; at + 4 <= list.Length; at += 4)
        {
            var isRelative = mode == CoordinatesFromPrevious && at > 0;
            x = list.I16(at) + (isRelative ? x : 0);
            y = list.I16(at + 2) + (isRelative ? y : 0);
            bounds = bounds.BoundingUnion(Rect.FromSize(x, y, 1, 1));
        }

        return bounds;
    }

    private static Rect Boxes(WireBytes list, int stride)
    {
        var bounds = Rect.Empty;
        for (var at = 0; at + 8 <= list.Length; at += stride)
        {
            var (width, height) = (list.U16(at + 4) + 1, list.U16(at + 6) + 1);
            bounds = bounds.BoundingUnion(Rect.FromSize(list.I16(at), list.I16(at + 2), width, height));
        }

        return bounds;
    }
}
