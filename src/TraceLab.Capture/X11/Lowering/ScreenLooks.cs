using TraceLab.Capture.X11.WireLog;
using TraceLab.Core.Commands;
using TraceLab.Core.Pixels;

namespace TraceLab.Capture.X11.Lowering;

/// <summary>
/// What comes of the recorder's looks at the real screen. They are checkpoints that the trace is held against; in a session
/// that ran already when the recording began they are also the truth that the trace and the mirror take over.
/// </summary>
internal sealed class ScreenLooks(
    WireSession session,
    WindowLowering windows,
    PendingDrawings pending,
    SurfaceSource surfaces,
    Action<SessionEvent> sink
)
{
    private const string NotKnown = "attached screen: drawn with what was made before the recording";
    private const string Lost = "attached screen: keyframe after a loss";

    private readonly RealScreen _realScreen = new(session);
    private bool _hasKeyframe;

    /// <summary>Looks at the whole screen.</summary>
    public long Checkpoints { get; private set; }

    /// <summary>Those of them that the trace's screen did not equal.</summary>
    public long FailedCheckpoints { get; private set; }

    /// <summary>Takes a record of one of the recorder's own connections.</summary>
    public void Accept(WireRecord record, long timeNanoseconds)
    {
        if (_realScreen.Take(record) is not { } isQuestion)
        {
            return;
        }

        if (isQuestion)
        {
            pending.Settle();
            CheckMirror(timeNanoseconds);
            _realScreen.Expect(surfaces.Screen);
            return;
        }

        if (session.IsAttached)
        {
            Adopt(record, timeNanoseconds);
        }

        if (_realScreen.IsWhole)
        {
            Checkpoints++;
            FailedCheckpoints += _realScreen.IsEqual || session.IsAttached ? 0 : 1;
            sink(new Checkpoint(timeNanoseconds, Surface.ScreenId, _realScreen.Hash));
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
    private void Adopt(WireRecord reply, long timeNanoseconds)
    {
        var cause =
            _hasKeyframe ? NotKnown
            : Checkpoints == 0 ? null
            : Lost;
        windows.Adopt(_realScreen.Area, _realScreen.Pixels(reply), cause, timeNanoseconds);
        _hasKeyframe |= _realScreen.IsWhole;
    }
}
