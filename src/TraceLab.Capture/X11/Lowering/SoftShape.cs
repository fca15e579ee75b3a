using TraceLab.Capture.X11.Connections;
using TraceLab.Capture.X11.Model;
using TraceLab.Capture.X11.Protocol;
using TraceLab.Core.Geometry;

namespace TraceLab.Capture.X11.Lowering;

/// <summary>
/// The coverage of one request's shape, as the mirror's own rasteriser makes it. Asked for together with the request,
/// known when the answer is taken.
/// </summary>
/// <param name="formatAndShapes">RENDER Trapezoids from the mask format on, in the byte order of its client.</param>
/// <param name="area">What of the drawable it can cover.</param>
internal sealed class SoftShape(byte[] formatAndShapes, Rect area)
{
    /// <summary>What of the drawable it can cover.</summary>
    public Rect Area => area;

    /// <summary>The end of the request, from the mask format on.</summary>
    public ReadOnlySpan<byte> FormatAndShapes => formatAndShapes;

    /// <summary>A mask of the area's size.</summary>
    public XPixmap Mask { get; } = new(0, area.Width, area.Height, depth: 8);

    public void Take(WireBytes answer) =>
        Readback.ReadCoverage(answer, new Rect(0, 0, area.Width, area.Height), Mask.Depth, Mask.Coverage, area.Width);
}
