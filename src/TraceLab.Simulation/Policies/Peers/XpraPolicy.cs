using System.IO.Hashing;
using System.Runtime.InteropServices;
using TraceLab.Core.Geometry;
using TraceLab.Core.Pixels;
using TraceLab.Simulation.Encoder;
using TraceLab.Simulation.Policies.Proposals;

namespace TraceLab.Simulation.Policies.Peers;

/// <summary>
/// xpra's scroll detection (<c>xpra/server/window/motion.pyx</c>): whole rows of the damaged area are hashed with XXH3, old
/// rows are looked up among the new ones, and each vertical distance gathers lines; the distances with most lines become zones
/// that the client scrolls, at most 20, no further than 1000 lines. Here the damaged area is the box around all changed regions, and
/// zones are cropped to whole regions.
/// </summary>
public sealed class XpraPolicy : IPolicy
{
    private const int MaxDistance = 1000;
    private const int MaxZones = 20;
    private const int LeastLines = 2;

    private static readonly PrimitivesPolicy AllThatIsFound = new();

    public string Name => "xpra";

    public string Description => "xpra's rule: whole rows found at another height in the previous frame are scrolled";

    public IFrameChooser CreateChooser() => AllThatIsFound;

    public IFrameProposer CreateProposer() => new Proposer();

    private sealed class Proposer : IFrameProposer
    {
        private readonly Dictionary<ulong, List<int>> _rows = [];
        private readonly Dictionary<int, int> _lines = [];
        private ulong[] _new = [];
        private ulong[] _old = [];

        public void Propose(FrameInput frame, ProposedFrame proposed)
        {
            var box = BoxOf(frame);
            if (box.IsEmpty)
            {
                return;
            }

            Hash(frame.Secondary, box, ref _new);
            Hash(proposed.Shown, box, ref _old);
            CountLines(box.Height);
            var zones = 0;
            foreach (
                var (distance, _) in _lines
                    .Where(line => line.Value >= LeastLines)
                    .OrderByDescending(line => line.Value)
                    .ThenBy(line => line.Key)
            )
            {
                zones += ProposeZones(frame.Grid, proposed, box, distance, MaxZones - zones);
            }
        }

        private static Rect BoxOf(FrameInput frame)
        {
            var box = Rect.Empty;
            for (var row = 0; row < frame.Grid.Rows; row++)
            {
                for (var column = 0; column < frame.Grid.Columns; column++)
                {
                    box = frame.Changed.IsMarked(column, row) ? box.BoundingUnion(frame.Grid.RectOf(column, row)) : box;
                }
            }

            return box;
        }

        private static void Hash(Surface surface, Rect box, ref ulong[] hashes)
        {
            hashes = hashes.Length < box.Height ? new ulong[box.Height] : hashes;
            for (var y = 0; y < box.Height; y++)
            {
                hashes[y] = XxHash3.HashToUInt64(
                    MemoryMarshal.AsBytes(surface.ReadRow(box.Top + y, box.Left, box.Right))
                );
            }
        }

        private void CountLines(int height)
        {
            _rows.Clear();
            _lines.Clear();
            for (var y = 0; y < height; y++)
            {
                if (!_rows.TryGetValue(_old[y], out var places))
                {
                    _rows[_old[y]] = places = [];
                }

                places.Add(y);
            }

            for (var y = 0; y < height; y++)
            {
                foreach (var old in _rows.GetValueOrDefault(_new[y], []))
                {
                    if (old != y && Math.Abs(y - old) <= MaxDistance)
                    {
                        _lines[y - old] = _lines.GetValueOrDefault(y - old) + 1;
                    }
                }
            }
        }

        // Runs of rows that moved by the distance, from the side that they moved to, so that none overwrites the next one's source.
        private int ProposeZones(RegionGrid grid, ProposedFrame proposed, Rect box, int distance, int most)
        {
            var found = 0;
            var step = distance > 0 ? -1 : 1;
            var size = grid.RegionSize;
            var row = distance > 0 ? (box.Bottom - 1) / size : box.Top / size;
            while (found < most && row * size < box.Bottom && row * size >= box.Top)
            {
                var first = row;
                while (IsRowOfRegions(box, row * size, size, distance))
                {
                    row += step;
                }

                if (row == first)
                {
                    row += step;
                    continue;
                }

                var (top, bottom) = step > 0 ? (first, row) : (row + 1, first + 1);
                var area = new Rect(box.Left, top * size, box.Right, Math.Min(bottom * size, box.Bottom));
                found += proposed.TryCopy(area, new Point(area.Left, area.Top - distance)) ? 1 : 0;
            }

            return found;
        }

        private bool IsRowOfRegions(Rect box, int top, int size, int distance)
        {
            if (top < box.Top || top >= box.Bottom)
            {
                return false;
            }

            for (var y = top - box.Top; y < Math.Min(top + size, box.Bottom) - box.Top; y++)
            {
                if (y - distance < 0 || y - distance >= box.Height || _new[y] != _old[y - distance])
                {
                    return false;
                }
            }

            return true;
        }
    }
}
