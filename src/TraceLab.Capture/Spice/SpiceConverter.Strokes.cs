using System.Buffers.Binary;
using TraceLab.Core.Commands;
using TraceLab.Core.Geometry;

namespace TraceLab.Capture.Spice;

/// <summary>
/// STROKE: lines one pixel wide whose last pixel is not drawn. Those along rows and columns, in one colour, are fills; any
/// other line, curve, pattern or dash is lost.
/// </summary>
public sealed partial class SpiceConverter
{
    private const uint PathBegin = 1;
    private const uint PathEnd = 2;
    private const uint PathClose = 8;
    private const uint PathBezier = 16;

    private SpiceOutcome DrawStroke(SpiceStroke stroke, SpiceTarget target)
    {
        if ((stroke.LineFlags & SpiceFlags.LineStyled) != 0)
        {
            return SpiceOutcome.Lost("styled-stroke", "a line of dashes");
        }

        var lines = new List<Rect>();
        if (stroke.Brush.Type == SpiceBrushType.Pattern || !TryParsePath(stroke.Path, lines))
        {
            return SpiceOutcome.Lost("stroke", $"a path of {stroke.Path.Length} bytes");
        }

        var brush = Brush.Solid(target.Surface.Widen(stroke.Brush.Color));
        var outcome = SpiceOutcome.Nothing;
        foreach (var line in lines)
        {
            var area = line.Intersect(target.Draw.Area);
            if (!area.IsEmpty)
            {
                EmitFill(
                    target with
                    {
                        Draw = target.Draw with { Area = area },
                    },
                    brush,
                    SpiceRops.OfBrush(stroke.ForeMode)
                );
                outcome = SpiceOutcome.Drawn;
            }
        }

        return outcome;
    }

    // Collects the pixels of each line as a rectangle; false when one is neither horizontal nor vertical.
    private static bool TryParsePath(ReadOnlySpan<byte> path, List<Rect> lines)
    {
        var points = new List<Point>();
        while (path.Length >= 8)
        {
            var flags = BinaryPrimitives.ReadUInt32LittleEndian(path);
            var count = BinaryPrimitives.ReadUInt32LittleEndian(path[4..]);
            path = path[8..];
            if (path.Length / 8 < count || (flags & PathBezier) != 0)
            {
                return false;
            }

            if ((flags & PathBegin) != 0 && !TryTakeLines(points, lines))
            {
                return false;
            }

            for (; count > 0; count--)
            {
                points.Add(new Point(Whole(path), Whole(path[4..])));
                path = path[8..];
            }

            if ((flags & PathEnd) == 0)
            {
                continue;
            }

            if ((flags & PathClose) != 0 && points.Count > 0)
            {
                points.Add(points[0]);
            }

            if (!TryTakeLines(points, lines))
            {
                return false;
            }
        }

        return path.IsEmpty && TryTakeLines(points, lines);
    }

    private static bool TryTakeLines(List<Point> points, List<Rect> lines)
    {
        for (var i = 0; i + 1 < points.Count; i++)
        {
            var (from, to) = (points[i], points[i + 1]);
            if ((from.X != to.X && from.Y != to.Y) || !IsSane(from) || !IsSane(to))
            {
                return false;
            }

            lines.Add(
                from.Y == to.Y
                    ? Horizontal(from, to.X)
                    : Rect.FromSize(from.X, Math.Min(from.Y, to.Y + 1), 1, Math.Abs(to.Y - from.Y))
            );
        }

        points.Clear();
        return true;
    }

    // The end point is left out, on whichever side it lies.
    private static Rect Horizontal(Point from, int end) =>
        Rect.FromSize(Math.Min(from.X, end + 1), from.Y, Math.Abs(end - from.X), 1);

    // 28.4 fixed point; exactly one half is rounded down.
    private static int Whole(ReadOnlySpan<byte> packed)
    {
        var value = BinaryPrimitives.ReadInt32LittleEndian(packed);
        return (value >> 4) + ((value & 0xF) > 8 ? 1 : 0);
    }
}
