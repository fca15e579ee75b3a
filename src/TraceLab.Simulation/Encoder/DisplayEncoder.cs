using TraceLab.Core.Geometry;
using TraceLab.Core.Pixels;
using TraceLab.Simulation.Adapter;
using TraceLab.Simulation.Client;
using TraceLab.Simulation.Driver;

namespace TraceLab.Simulation.Encoder;

/// <summary>
/// The polling display encoder: owns the secondary framebuffer, its blitmap and its list of primitives, and issues the two
/// requests of a poll. Any number of runs then decide and encode from the same answer.
/// </summary>
public sealed class DisplayEncoder(VideoAdapterDriver driver, VirtualVideoAdapter adapter, ClientProfile profile)
{
    private readonly List<DrawingPrimitive> _primitives = [];
    private readonly FrameAnalysis _analysis = new();

    /// <summary>After a frame it equals what a lossless client shows; null before there is a screen.</summary>
    public Surface? SecondaryFramebuffer { get; private set; }

    public FrameAnalysis Analysis => _analysis;

    public long RegionsMarked { get; private set; }

    public long RegionsTrimmed { get; private set; }

    public long RawBytes { get; private set; }

    /// <summary>
    /// One framebuffer update request and, with the answered number, one primitive list request. Null when there is no screen.
    /// </summary>
    public FrameInput? Poll(long poll, long timeNanoseconds)
    {
        FitSecondary();
        var update = driver.RequestUpdate(SecondaryFramebuffer);
        _primitives.Clear();
        driver.RequestPrimitives(update.AnsweredSequence, _primitives);
        if (update.Blitmap is not { } blitmap || SecondaryFramebuffer is not { } secondary)
        {
            return null;
        }

        var grid = blitmap.Grid;
        _analysis.Analyse(_primitives, grid, profile);
        var rawBytes = blitmap.CountMarkedPixels(new RegionSpan(0, 0, grid.Columns, grid.Rows)) * 3;
        RegionsMarked += update.RegionsMarked;
        RegionsTrimmed += update.RegionsTrimmed;
        RawBytes += rawBytes;
        return new FrameInput
        {
            Poll = poll,
            TimeNanoseconds = timeNanoseconds,
            Secondary = secondary,
            Primary = adapter.PrimaryFramebuffer!,
            Changed = blitmap,
            RegionsMarked = update.RegionsMarked,
            RegionsTrimmed = update.RegionsTrimmed,
            Primitives = _primitives,
            RawBytes = rawBytes,
        };
    }

    // A screen of another size starts black on both sides; one of the same size keeps what the client already shows.
    private void FitSecondary()
    {
        if (
            adapter.PrimaryFramebuffer is { } primary
            && (
                SecondaryFramebuffer is null
                || SecondaryFramebuffer.Width != primary.Width
                || SecondaryFramebuffer.Height != primary.Height
                || SecondaryFramebuffer.Format != primary.Format
            )
        )
        {
            SecondaryFramebuffer = new Surface(primary.Width, primary.Height, primary.Format);
        }
    }
}
