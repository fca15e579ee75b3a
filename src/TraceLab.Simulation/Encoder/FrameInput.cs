using TraceLab.Core.Geometry;
using TraceLab.Core.Pixels;
using TraceLab.Simulation.Adapter;
using TraceLab.Simulation.Blitmaps;

namespace TraceLab.Simulation.Encoder;

/// <summary>
/// What the display encoder holds after both requests of one poll: the updated secondary framebuffer, the encoder blitmap
/// and the primitives that made the change. Valid until the next poll; everyone but the encoder only reads it.
/// </summary>
public sealed class FrameInput
{
    private readonly Lazy<long[]> _commandTimes;

    public FrameInput() => _commandTimes = new Lazy<long[]>(FindCommandTimes);

    /// <summary>Poll k is at k / rate seconds.</summary>
    public required long Poll { get; init; }

    public required long TimeNanoseconds { get; init; }

    /// <summary>The last primitive whose change is in <see cref="Secondary"/>.</summary>
    public required uint AnsweredSequence { get; init; }

    public required Surface Secondary { get; init; }

    /// <summary>The truth as of the answered sequence number, for checking only: an encoder cannot see it.</summary>
    public required Surface Primary { get; init; }

    /// <summary>Regions whose pixels changed.</summary>
    public required Blitmap Changed { get; init; }

    public required int RegionsMarked { get; init; }

    public required int RegionsTrimmed { get; init; }

    public required List<DrawingPrimitive> Primitives { get; init; }

    /// <summary>
    /// When the commands that draw on the screen were issued, in order. Made for whoever asks first, and may be kept.
    /// </summary>
    public IReadOnlyList<long> CommandTimes => _commandTimes.Value;

    public RegionGrid Grid => Changed.Grid;

    public int RegionsChanged => RegionsMarked - RegionsTrimmed;

    /// <summary>Bytes of the changed regions at 3 bytes a pixel.</summary>
    public long RawBytes { get; init; }

    public long ChangedPixels => RawBytes / 3;

    private long[] FindCommandTimes() =>
        [
            .. from primitive in Primitives
            let drawing = primitive.Drawing
            where drawing is { Target.SurfaceId: Surface.ScreenId } && drawing.Bounds.Intersects(Grid.Bounds)
            select drawing.TimeNanoseconds,
        ];
}
