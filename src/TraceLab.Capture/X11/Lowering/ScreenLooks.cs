using TraceLab.Capture.X11.Model;
using TraceLab.Capture.X11.WireLog;
using TraceLab.Core.Commands;

namespace TraceLab.Capture.X11.Lowering;

/// <summary>
/// What comes of the recorder's looks at the real screen and pixmaps. They are checkpoints that the trace is held against; in a session
/// that ran already when the recording began they are also the truth that the trace and the mirror take over.
/// </summary>
internal sealed class ScreenLooks(
    WireSession session,
    XResources resources,
    WindowLowering windows,
    PendingDrawings pending,
    SurfaceSource surfaces,
    Action<SessionEvent> sink
)
{
    private const string NotKnown = "attached screen: drawn with what was made before the recording";
    private const string Lost = "attached screen: keyframe after a loss";

    private readonly RealSurfaces _real = new(session, resources, surfaces);
    private bool _hasKeyframe;

    /// <summary>Looks at the whole screen, or at a whole pixmap.</summary>
    public long Checkpoints { get; private set; }

    /// <summary>Those of them that the trace's surface did not equal.</summary>
    public long FailedCheckpoints { get; private set; }

    /// <summary>Takes a record of one of the recorder's own connections.</summary>
    public void Accept(WireRecord record, long timeNanoseconds)
    {
        if (_real.IsQuestion(record))
        {
            pending.Settle();
            if (_real.IsAboutScreen(record))
            {
                CheckMirror(timeNanoseconds);
            }

            _real.Ask(record);
            return;
        }

        if (_real.TakeAnswer(record) is not { } about)
        {
            return;
        }

        if (session.IsAttached)
        {
            Adopt(about, record, timeNanoseconds);
        }

        if (about.IsWhole)
        {
            var (hash, isEqual) = RealSurfaces.Compare(about, record);
            Checkpoints++;
            FailedCheckpoints += isEqual || session.IsAttached ? 0 : 1;
            sink(new Checkpoint(timeNanoseconds, about.SurfaceId, hash));
        }
    }

    /// <summary>
    /// Compares the whole screen with the mirror's, unless that does not know all that was there when the recording began.
    /// </summary>
    public void CheckMirror(long timeNanoseconds)
    {
        if (!session.IsAttached)
        {
            windows.CheckScreen(timeNanoseconds);
        }
    }

    /// <summary>The next look at the whole screen is the first after something unknown.</summary>
    public void Restart() => _hasKeyframe = false;

    // What the screen showed when the recording began is no change of it, and is not counted.
    private void Adopt(RealPixels about, WireRecord answer, long timeNanoseconds)
    {
        var cause =
            _hasKeyframe ? NotKnown
            : Checkpoints == 0 ? null
            : Lost;
        windows.Adopt(about.Area, RealSurfaces.Pixels(about, answer), cause, timeNanoseconds);
        _hasKeyframe |= about.IsWhole;
    }
}
