using TraceLab.Core.Geometry;
using TraceLab.Simulation.Adapter;
using TraceLab.Simulation.Client;
using TraceLab.Simulation.Driver;
using TraceLab.Simulation.Driver.Lists;

namespace TraceLab.Simulation.Encoder;

/// <summary>
/// The display encoder: has access to the secondary framebuffer, its blitmap and the list of primitives, and issues the two
/// requests of a poll. Any number of runs then decide and encode from the same answer.
/// </summary>
public sealed class DisplayEncoder(VideoAdapterDriver driver, IPrimitiveListRequest list, SecondaryFramebuffer? own)
{
    private readonly List<DrawingPrimitive> _primitives = [];
    private readonly FrameAnalysis _analysis = new();

    /// <summary>The secondary framebuffer that it allocates; null where the driver owns it.</summary>
    public SecondaryFramebuffer? Own => own;

    /// <summary>What can be said of the primitives of the last answer for a client of the usual profile.</summary>
    public FrameAnalysis Analysis => _analysis;

    /// <summary>The primitives of the last answer, whether there was a screen or not.</summary>
    public List<DrawingPrimitive> Primitives => _primitives;

    public long RegionsMarked { get; private set; }

    public long RegionsTrimmed { get; private set; }

    public long RawBytes { get; private set; }

    /// <summary>
    /// One framebuffer update request and, with the answered number, one primitive list request. Null when there is no screen.
    /// </summary>
    public FrameInput? Poll(long poll, long timeNanoseconds)
    {
        if (driver.PrimaryFramebuffer is { } screen)
        {
            own?.Fit(screen);
        }

        var update = driver.RequestUpdate(own);
        _primitives.Clear();
        list.Collect(update.AnsweredSequence, _primitives);
        // What is drawn from here on, no run has compared yet.
        driver.PrimaryFramebuffer?.Writes.Advance();
        var input = Review(update, poll, timeNanoseconds);
        list.OnReviewed();
        return input;
    }

    // What there is to choose from: changed regions, and the primitives that made the change with the isolated ones among them.
    private FrameInput? Review(in FramebufferUpdate update, long poll, long timeNanoseconds)
    {
        if (update is not { Blitmap: { } blitmap, Secondary: { } secondary })
        {
            return null;
        }

        var grid = blitmap.Grid;
        _analysis.Analyse(_primitives, grid, ClientProfile.Default);
        var rawBytes = blitmap.CountMarkedPixels(new RegionSpan(0, 0, grid.Columns, grid.Rows)) * 3;
        RegionsMarked += update.RegionsMarked;
        RegionsTrimmed += update.RegionsTrimmed;
        RawBytes += rawBytes;
        return new FrameInput
        {
            Poll = poll,
            TimeNanoseconds = timeNanoseconds,
            AnsweredSequence = update.AnsweredSequence,
            Secondary = secondary,
            Primary = driver.PrimaryFramebuffer!,
            Changed = blitmap,
            RegionsMarked = update.RegionsMarked,
            RegionsTrimmed = update.RegionsTrimmed,
            Primitives = _primitives,
            RawBytes = rawBytes,
        };
    }
}
