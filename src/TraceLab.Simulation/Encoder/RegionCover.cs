using TraceLab.Core.Geometry;
using TraceLab.Simulation.Blitmaps;
using TraceLab.Simulation.Policies;

namespace TraceLab.Simulation.Encoder;

/// <summary>
/// Works out what is left for pixels after a choice. A region goes free only if every primitive that touches it goes: then
/// its mark is cleared. A region that some but not all of them draw is marked even if it was trimmed, because the client
/// would be left with a middle state (hazards H4 and H5).
/// </summary>
public sealed class RegionCover
{
    private int[] _touching = [];
    private int[] _going = [];

    /// <summary>Turns the encoder blitmap (changed regions) into the regions to be sent as pixels.</summary>
    public void Apply(FrameAnalysis analysis, ReadOnlySpan<PrimitiveChoice> choices, Blitmap blitmap)
    {
        var grid = blitmap.Grid;
        if (_touching.Length < grid.RegionCount)
        {
            _touching = new int[grid.RegionCount];
            _going = new int[grid.RegionCount];
        }

        var any = false;
        foreach (var choice in choices)
        {
            any |= choice.Goes;
        }

        if (!any)
        {
            return;
        }

        Array.Clear(_touching, 0, grid.RegionCount);
        Array.Clear(_going, 0, grid.RegionCount);
        for (var index = 0; index < choices.Length; index++)
        {
            Count(analysis.Facts[index].Span, grid.Columns, choices[index].Goes ? 1 : 0);
        }

        for (var region = 0; region < grid.RegionCount; region++)
        {
            if (_going[region] > 0)
            {
                var row = region / grid.Columns;
                var column = region - (row * grid.Columns);
                var one = new RegionSpan(column, row, column + 1, row + 1);
                if (_going[region] == _touching[region])
                {
                    blitmap.Clear(one);
                }
                else
                {
                    blitmap.Mark(one);
                }
            }
        }
    }

    private void Count(RegionSpan span, int columns, int going)
    {
        for (var row = span.FirstRow; row < span.EndRow; row++)
        {
            for (var region = (row * columns) + span.FirstColumn; region < (row * columns) + span.EndColumn; region++)
            {
                _touching[region]++;
                _going[region] += going;
            }
        }
    }
}
