using System.Numerics;
using TraceLab.Core.Geometry;

namespace TraceLab.Simulation.Blitmaps.Merging;

/// <summary>Runs along a row of regions, never joined with those of another row.</summary>
public sealed class RowMerger : IRegionMerger
{
    private readonly List<RegionSpan> _runs = [];

    public void Merge(Blitmap blitmap, List<Rect> rectangles)
    {
        _runs.Clear();
        for (var row = 0; row < blitmap.Grid.Rows; row++)
        {
            AddRuns(blitmap, row, _runs);
        }

        foreach (var run in _runs)
        {
            rectangles.Add(blitmap.Grid.RectOf(run));
        }
    }

    /// <summary>Appends the longest runs of marks of one row, from left to right.</summary>
    internal static void AddRuns(Blitmap blitmap, int row, List<RegionSpan> runs)
    {
        const int None = -1;
        var words = blitmap.Row(row);
        var start = None;
        ulong last = 0;
        for (var index = 0; index < words.Length; index++)
        {
            // A bit where a mark is other than the one before it: runs begin and end there by turns.
            var edges = words[index] ^ ((words[index] << 1) | last);
            last = words[index] >> 63;
            for (; edges != 0; edges &= edges - 1)
            {
                var column = (index * 64) + BitOperations.TrailingZeroCount(edges);
                if (start == None)
                {
                    start = column;
                    continue;
                }

                runs.Add(new RegionSpan(start, row, column, row + 1));
                start = None;
            }
        }

        if (start != None)
        {
            runs.Add(new RegionSpan(start, row, blitmap.Grid.Columns, row + 1));
        }
    }
}
