using TraceLab.Core.Geometry;
using TraceLab.Simulation.Encoder;

namespace TraceLab.Simulation.Policies.Proposals;

/// <summary>
/// Which distances has the picture moved by? Blocks of the changed regions that show something are searched in what the client
/// shows, and every find is a vote for its distance.
/// </summary>
internal sealed class MoveVotes
{
    private const int BlockWidth = 32;
    private const int BlockHeight = 8;
    private const int LeastNovelPixels = 6;
    private const int LeastVotes = 2;
    private const int MaxVotes = 1 << 16;
    private const int MaxDistances = 8;

    /// <summary>Larger screens are searched only around what changed.</summary>
    private const long MaxScannedPixels = 4 * 1024 * 1024;

    private readonly BlockSearch _search = new(BlockWidth, BlockHeight);
    private readonly Dictionary<Point, int> _votes = [];

    /// <summary>Distances that several blocks moved by, most votes first.</summary>
    public IReadOnlyList<Point> Find(FrameInput frame, ProposedFrame proposed)
    {
        var changed = CollectBlocks(frame);
        _votes.Clear();
        if (_search.Count < LeastVotes)
        {
            return [];
        }

        var screen = proposed.Shown.Bounds;
        var cast = 0;
        _search.Scan(
            proposed.Shown,
            screen.Area <= MaxScannedPixels ? screen : changed,
            (block, place) =>
            {
                var distance = new Point(block.X - place.X, block.Y - place.Y);
                if (distance != default)
                {
                    _votes[distance] = _votes.GetValueOrDefault(distance) + 1;
                    cast++;
                }

                return cast < MaxVotes;
            }
        );
        return
        [
            .. _votes
                .Where(vote => vote.Value >= LeastVotes)
                .OrderByDescending(vote => vote.Value)
                .ThenBy(vote => vote.Key.Y)
                .ThenBy(vote => vote.Key.X)
                .Take(MaxDistances)
                .Select(vote => vote.Key),
        ];
    }

    // Returns the box around all changed regions.
    private Rect CollectBlocks(FrameInput frame)
    {
        var (grid, picture) = (frame.Grid, frame.Secondary);
        var box = Rect.Empty;
        _search.Clear();
        for (var y = 0; y + BlockHeight <= picture.Height; y += BlockHeight)
        {
            for (var x = 0; x + BlockWidth <= picture.Width; x += BlockWidth)
            {
                var area = Rect.FromSize(x, y, BlockWidth, BlockHeight);
                if (!IsChanged(frame, grid.SpanOf(area)))
                {
                    continue;
                }

                box = box.BoundingUnion(area);
                var novel = NoveltyCounter.Count(picture.ReadPixels, picture.Width, x, y, BlockWidth, BlockHeight);
                if (novel >= LeastNovelPixels)
                {
                    _search.Want(picture, new Point(x, y));
                }
            }
        }

        return box;
    }

    private static bool IsChanged(FrameInput frame, RegionSpan span)
    {
        for (var row = span.FirstRow; row < span.EndRow; row++)
        {
            if (frame.Changed.CountMarked(row, span.FirstColumn, span.EndColumn) < span.EndColumn - span.FirstColumn)
            {
                return false;
            }
        }

        return true;
    }
}
