using TraceLab.Core.Geometry;
using TraceLab.Core.Pixels;

namespace TraceLab.Simulation.Policies.Proposals;

/// <summary>
/// Where else do blocks of a picture appear? A rolling hash of two dimensions (after R. Karp and M. Rabin, 1987) runs over every
/// position of a surface once, and positions whose hash is that of a wanted block are told. Equal hashes are no proof.
/// </summary>
/// <param name="width">Of a block, in pixels.</param>
/// <param name="height">Of a block, in pixels.</param>
internal sealed class BlockSearch(int width, int height)
{
    private const ulong ColumnBase = 0x9E3779B97F4A7C15;
    private const ulong RowBase = 0xC2B2AE3D27D4EB4F;
    private const int FilterBits = 18;

    private readonly Dictionary<ulong, int> _firstOfHash = [];
    private readonly List<(Point Place, int Next)> _blocks = [];
    private readonly ulong[] _filter = new ulong[1 << (FilterBits - 6)];
    private readonly ulong _columnOut = Power(ColumnBase, height);
    private readonly ulong _rowOut = Power(RowBase, width);
    private ulong[] _columns = [];

    public int Count => _blocks.Count;

    public void Clear()
    {
        _firstOfHash.Clear();
        _blocks.Clear();
        Array.Clear(_filter);
    }

    /// <summary>Adds the block of the picture whose top left corner is at the place.</summary>
    public void Want(Surface picture, Point place)
    {
        ulong hash = 0;
        for (var x = place.X; x < place.X + width; x++)
        {
            ulong column = 0;
            for (var y = place.Y; y < place.Y + height; y++)
            {
                column = (column * ColumnBase) + Mix(picture.ReadPixels[(y * picture.Width) + x]);
            }

            hash = (hash * RowBase) + column;
        }

        _blocks.Add((place, _firstOfHash.GetValueOrDefault(hash, -1)));
        _firstOfHash[hash] = _blocks.Count - 1;
        _filter[Slot(hash) >> 6] |= 1UL << (Slot(hash) & 63);
    }

    /// <summary>
    /// Scans the window and tells each pair of a wanted block's place and a place of the surface that looks the same, row after
    /// row, until it is answered with false.
    /// </summary>
    public void Scan(Surface surface, Rect window, Func<Point, Point, bool> found)
    {
        if (window.Width < width || window.Height < height)
        {
            return;
        }

        if (_columns.Length < window.Width)
        {
            _columns = new ulong[window.Width];
        }

        Array.Clear(_columns, 0, window.Width);
        for (var bottom = window.Top; bottom < window.Bottom; bottom++)
        {
            RollDown(surface, window, bottom);
            if (bottom - window.Top >= height - 1 && !ScanRow(window, bottom - height + 1, found))
            {
                return;
            }
        }
    }

    private void RollDown(Surface surface, Rect window, int bottom)
    {
        var enters = surface.ReadRow(bottom, window.Left, window.Right);
        var hasLeaving = bottom - height >= window.Top;
        var leaves = hasLeaving ? surface.ReadRow(bottom - height, window.Left, window.Right) : enters;
        for (var x = 0; x < enters.Length; x++)
        {
            var gone = hasLeaving ? Mix(leaves[x]) * _columnOut : 0;
            _columns[x] = (_columns[x] * ColumnBase) + Mix(enters[x]) - gone;
        }
    }

    private bool ScanRow(Rect window, int top, Func<Point, Point, bool> found)
    {
        ulong hash = 0;
        for (var x = 0; x < window.Width; x++)
        {
            hash = (hash * RowBase) + _columns[x] - (x >= width ? _columns[x - width] * _rowOut : 0);
            if (x >= width - 1 && (_filter[Slot(hash) >> 6] >> (Slot(hash) & 63) & 1) != 0)
            {
                var place = new Point(window.Left + x - width + 1, top);
                for (var block = _firstOfHash.GetValueOrDefault(hash, -1); block >= 0; block = _blocks[block].Next)
                {
                    if (!found(_blocks[block].Place, place))
                    {
                        return false;
                    }
                }
            }
        }

        return true;
    }

    private static int Slot(ulong hash) => (int)(hash >> (64 - FilterBits));

    // So that black pixels count.
    private static ulong Mix(uint pixel) => pixel + 0x51ED27UL;

    private static ulong Power(ulong value, int exponent)
    {
        ulong power = 1;
        for (var i = 0; i < exponent; i++)
        {
            power *= value;
        }

        return power;
    }
}
