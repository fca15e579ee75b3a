using TraceLab.Core.Geometry;
using TraceLab.Simulation.Blitmaps;
using TraceLab.Simulation.Blitmaps.Merging;
using TraceLab.Simulation.Encoder;

namespace TraceLab.Simulation.Policies.Proposals;

/// <summary>
/// Finds primitives from pixels alone: copies in any direction, several a frame, by searching blocks of the new picture in
/// the old one and then verifying every region; and fills, where regions show one colour. Work is bounded by the screen: one
/// scan of the old picture, and for at most eight distances one comparison of the changed regions.
/// </summary>
internal sealed class PixelDetector : IFrameProposer
{
    private const int MaxColors = 16;

    private readonly MoveVotes _moves = new();
    private readonly StackMerger _merger = new();
    private readonly List<Rect> _rectangles = [];
    private readonly Dictionary<uint, int> _colors = [];
    private Blitmap? _mask;

    public void Propose(FrameInput frame, ProposedFrame proposed)
    {
        foreach (var distance in _moves.Find(frame, proposed))
        {
            ProposeCopies(frame.Grid, proposed, distance);
        }

        ProposeFills(frame, proposed);
    }

    private void ProposeCopies(RegionGrid grid, ProposedFrame proposed, Point distance)
    {
        Collect(proposed, area => proposed.IsMovedFrom(area, SourceOf(area, distance)), grid);

        // A rectangle must not overwrite what the next one reads: begin at the side that the picture moved to.
        _rectangles.Sort(
            (a, b) =>
                distance.Y != 0 ? Math.Sign(distance.Y) * b.Top.CompareTo(a.Top)
                : distance.X != 0 ? Math.Sign(distance.X) * b.Left.CompareTo(a.Left)
                : 0
        );
        foreach (var area in _rectangles)
        {
            proposed.TryCopy(area, SourceOf(area, distance));
        }
    }

    private void ProposeFills(FrameInput frame, ProposedFrame proposed)
    {
        _colors.Clear();
        var picture = frame.Secondary;
        Collect(
            proposed,
            area =>
            {
                var color = picture.ReadRow(area.Top)[area.Left];
                var isSolid = IsSolid(frame, area, color);
                if (isSolid)
                {
                    _colors[color] = _colors.GetValueOrDefault(color) + 1;
                }

                return isSolid;
            },
            frame.Grid
        );
        var colors = _colors.OrderByDescending(color => color.Value).ThenBy(color => color.Key).Take(MaxColors);
        foreach (var color in colors.Select(color => color.Key).ToArray())
        {
            Collect(proposed, area => IsSolid(frame, area, color), frame.Grid);
            foreach (var area in _rectangles)
            {
                proposed.TryFill(area);
            }
        }
    }

    // Rectangles of those regions left that the test holds for.
    private void Collect(ProposedFrame proposed, Func<Rect, bool> test, RegionGrid grid)
    {
        if (_mask is null || _mask.Grid != grid)
        {
            _mask = new Blitmap(grid);
        }

        _mask.ClearAll();
        for (var row = 0; row < grid.Rows; row++)
        {
            for (var column = 0; column < grid.Columns; column++)
            {
                if (proposed.Left.IsMarked(column, row) && test(grid.RectOf(column, row)))
                {
                    _mask.Mark(new RegionSpan(column, row, column + 1, row + 1));
                }
            }
        }

        _rectangles.Clear();
        _merger.Merge(_mask, _rectangles);
    }

    private static bool IsSolid(FrameInput frame, Rect area, uint color)
    {
        for (var y = area.Top; y < area.Bottom; y++)
        {
            if (frame.Secondary.ReadRow(y, area.Left, area.Right).ContainsAnyExcept(color))
            {
                return false;
            }
        }

        return true;
    }

    private static Point SourceOf(Rect area, Point distance) => new(area.Left - distance.X, area.Top - distance.Y);
}
