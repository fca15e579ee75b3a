using System.Runtime.InteropServices;
using TraceLab.Core.Commands;
using TraceLab.Core.Geometry;
using TraceLab.Core.Pixels;

namespace TraceLab.Core.Painting;

/// <summary>The general path: every row is read, combined and stored under the mask.</summary>
public sealed partial class Painter
{
    private uint[] _sourceRow = [];
    private uint[] _patternRow = [];
    private uint[] _resultRow = [];
    private uint[] _snapshot = [];
    private bool _readFromSnapshot;

    // Pixels that can be read: coordinates inside Area, rows Area.Width apart.
    private readonly ref struct PixelView(ReadOnlySpan<uint> pixels, int width, int height)
    {
        private readonly ReadOnlySpan<uint> _pixels = pixels;

        public int Width { get; } = width;

        public int Height { get; } = height;

        public ReadOnlySpan<uint> Row(int y) => _pixels.Slice(y * Width, Width);
    }

    // Keeps the rows of its own surface that the command declares to read, at their places; other rows are stale.
    private void TakeSnapshot(DrawingCommand command, Surface surface)
    {
        Reserve(ref _snapshot, surface.ReadPixels.Length);
        TakeSnapshot(command.Source, command.Target.SurfaceId, surface);
        TakeSnapshot(command.SecondSource, command.Target.SurfaceId, surface);
    }

    private void TakeSnapshot(SurfaceArea? source, int surfaceId, Surface surface)
    {
        if (source is { } read && read.SurfaceId == surfaceId)
        {
            var rows = read.Area.Intersect(surface.Bounds);
            var first = rows.Top * surface.Width;
            surface.ReadPixels.Slice(first, rows.Height * surface.Width).CopyTo(_snapshot.AsSpan(first));
        }
    }

    private static void Reserve(ref uint[] buffer, int length)
    {
        if (buffer.Length < length)
        {
            buffer = new uint[length];
        }
    }

    private void DrawRows(DrawingCommand command, Surface target, Rect area)
    {
        if (!_readFromSnapshot && ReadsOwnSurface(command))
        {
            TakeSnapshot(command, target);
        }

        var (source, brush) = command switch
        {
            FillCommand fill => (null, fill.Brush),
            CopyCommand copy => (copy.Pixels, null),
            ImageCommand image => (image.Pixels, null),
            BlendCommand blend => (blend.Pixels, null),
            TransparentCommand transparent => (transparent.Pixels, null),
            Rop3Command rop3 => (rop3.Pixels, rop3.Brush),
            _ => ((PixelSource?)null, (Brush?)null),
        };
        if (source is not null)
        {
            area = ReadablePart(source, command.Target, area);
            if (area.IsEmpty)
            {
                return;
            }
        }

        Reserve(ref _sourceRow, target.Width);
        Reserve(ref _patternRow, target.Width);
        Reserve(ref _resultRow, target.Width);
        for (var y = area.Top; y < area.Bottom; y++)
        {
            var pattern = _patternRow.AsSpan(0, area.Width);
            var pixels = _sourceRow.AsSpan(0, area.Width);
            if (
                (brush is not null && !ReadBrush(brush, command.Target.SurfaceId, y, area, pattern))
                || (source is not null && !ReadSource(source, command.Target, y, area, pixels))
            )
            {
                return;
            }

            var row = target.Row(y, area.Left, area.Right);
            var result = _resultRow.AsSpan(0, area.Width);
            Combine(command, pixels, pattern, row, result);
            StoreMasked(command.Target, y, area, result, row, target.Format);
        }
    }

    private static void Combine(
        DrawingCommand command,
        ReadOnlySpan<uint> source,
        ReadOnlySpan<uint> pattern,
        ReadOnlySpan<uint> destination,
        Span<uint> result
    )
    {
        switch (command)
        {
            case FillCommand:
                RasterRows.Combine(command.Rop, pattern, destination, result);
                break;
            case BlendCommand blend:
                Blending.Over(source, destination, result, blend.ConstantAlpha, blend.SourceHasAlpha);
                break;
            case TransparentCommand transparent:
                RasterRows.CopyTransparent(source, destination, result, transparent.TransparentColor);
                break;
            case Rop3Command rop3:
                RasterRows.Combine3(rop3.Code, pattern, source, destination, result);
                break;
            default:
                RasterRows.Combine(command.Rop, source, destination, result);
                break;
        }
    }

    // Where source pixels do not exist nothing is drawn.
    private Rect ReadablePart(PixelSource source, DrawTarget target, Rect area)
    {
        if (!TryView(source, target.SurfaceId, out var view))
        {
            return Rect.Empty;
        }

        var pixels = new Rect(0, 0, view.Width, view.Height);
        return source.IsScaledTo(target.Area)
            ? Scaling.PartWithin(pixels.Intersect(source.Area), source.Area, target.Area, area)
            : area.Intersect(pixels.Offset(target.Area.Left - source.Area.Left, target.Area.Top - source.Area.Top));
    }

    private bool TryView(PixelSource source, int targetSurfaceId, out PixelView view)
    {
        view = default;
        if (source.Image is { } image)
        {
            if (image.Format == ImageFormat.Alpha8)
            {
                return false;
            }

            view = new PixelView(MemoryMarshal.Cast<byte, uint>(image.Bytes), image.Width, image.Height);
            return true;
        }

        if (!surfaces.TryGet(source.SurfaceId, out var surface))
        {
            return false;
        }

        var pixels = source.SurfaceId == targetSurfaceId ? _snapshot : surface.ReadPixels;
        view = new PixelView(pixels, surface.Width, surface.Height);
        return true;
    }

    private bool ReadSource(PixelSource source, DrawTarget target, int y, Rect area, Span<uint> row)
    {
        if (!TryView(source, target.SurfaceId, out var view))
        {
            return false;
        }

        if (!source.IsScaledTo(target.Area))
        {
            var left = area.Left - target.Area.Left + source.Area.Left;
            view.Row(y - target.Area.Top + source.Area.Top).Slice(left, area.Width).CopyTo(row);
            return true;
        }

        var sourceY = Scaling.Nearest(y - target.Area.Top, source.Area.Height, target.Area.Height) + source.Area.Top;
        var sourceRow = view.Row(sourceY);
        for (var i = 0; i < row.Length; i++)
        {
            var sourceX = Scaling.Nearest(area.Left + i - target.Area.Left, source.Area.Width, target.Area.Width);
            row[i] = sourceRow[sourceX + source.Area.Left];
        }

        return true;
    }

    private bool ReadBrush(Brush brush, int targetSurfaceId, int y, Rect area, Span<uint> row)
    {
        if (brush.Pattern is null)
        {
            row.Fill(brush.Color);
            return true;
        }

        if (!TryView(brush.Pattern, targetSurfaceId, out var view))
        {
            return false;
        }

        var tile = brush.Pattern.Area.Intersect(new Rect(0, 0, view.Width, view.Height));
        if (tile.IsEmpty)
        {
            return false;
        }

        var pixels = view.Row(tile.Top + Modulo(y - brush.Origin.Y, tile.Height)).Slice(tile.Left, tile.Width);
        for (var i = 0; i < row.Length; i++)
        {
            row[i] = pixels[Modulo(area.Left + i - brush.Origin.X, tile.Width)];
        }

        return true;
    }

    private static int Modulo(int value, int divisor)
    {
        var rest = value % divisor;
        return rest < 0 ? rest + divisor : rest;
    }

    private static void StoreMasked(
        DrawTarget target,
        int y,
        Rect area,
        ReadOnlySpan<uint> result,
        Span<uint> row,
        SurfaceFormat format
    )
    {
        if (target.Mask is not { } mask)
        {
            PixelFormats.Store(result, row, format);
            return;
        }

        var coverage = MaskRow(mask, target, y);
        var shift = area.Left - target.Area.Left + mask.Origin.X;
        for (var i = 0; i < row.Length; i++)
        {
            if (IsCovered(coverage, i + shift))
            {
                row[i] = PixelFormats.Quantize(result[i], format);
            }
        }
    }

    // Empty where the mask has no such row.
    private static ReadOnlySpan<byte> MaskRow(Mask mask, DrawTarget target, int y)
    {
        var maskY = y - target.Area.Top + mask.Origin.Y;
        return mask.Coverage.Format != ImageFormat.Alpha8 || maskY < 0 || maskY >= mask.Coverage.Height
            ? []
            : mask.Coverage.Row8(maskY);
    }

    private static bool IsCovered(ReadOnlySpan<byte> coverage, int x) => (uint)x < coverage.Length && coverage[x] != 0;
}
