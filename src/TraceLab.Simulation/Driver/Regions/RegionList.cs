using TraceLab.Core.Geometry;
using TraceLab.Simulation.Blitmaps;
using TraceLab.Simulation.Blitmaps.Merging;

namespace TraceLab.Simulation.Driver.Regions;

/// <summary>
/// Alternative embodiment: "rather than providing a copy of driver blitmap data structure … only relevant portions", here
/// rectangles of marked regions. No blitmap passes from driver to encoder; the encoder marks its own from the list.
/// </summary>
public sealed class RegionList : IRegionHandover
{
    private readonly StackMerger _merger = new();
    private readonly List<Rect> _regions = [];

    /// <summary>What the driver listed last, in pixels.</summary>
    public IReadOnlyList<Rect> Regions => _regions;

    public void HandOver(Blitmap driver, Blitmap encoder)
    {
        _regions.Clear();
        _merger.Merge(driver, _regions);
        encoder.ClearAll();
        foreach (var region in _regions)
        {
            encoder.Mark(region);
        }
    }
}
