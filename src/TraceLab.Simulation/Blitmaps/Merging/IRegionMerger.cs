using TraceLab.Core.Geometry;

namespace TraceLab.Simulation.Blitmaps.Merging;

/// <summary>Turns marked regions into rectangles for a pixel codec. May keep scratch memory; one for each thread.</summary>
public interface IRegionMerger
{
    /// <summary>
    /// Appends disjoint rectangles of whole regions, in pixels, that cover every mark. Only a merger that says so covers more.
    /// </summary>
    void Merge(Blitmap blitmap, List<Rect> rectangles);
}
