using TraceLab.Capture.X11.Lowering;
using TraceLab.Capture.X11.WireLog;
using TraceLab.Core.Commands;
using TraceLab.Core.Painting;
using TraceLab.Core.Pixels;

namespace TraceLab.Tests.Capture.X11.Lowering;

public class SessionLoweringTests
{
    private const byte GetImage = 73;

    /// <summary>
    /// The trace alone, replayed, shows what the recorded server showed; and so much of what changed on the screen is true
    /// primitives.
    /// </summary>
    [Theory]
    [InlineData("xterm", 0.99)]
    [InlineData("twm", 0.60)]
    public void A_lowered_session_replays_to_the_recorded_screen(string name, double leastShare)
    {
        var session = X11Sessions.Session(name);
        var surfaces = new SurfaceSet();
        var painter = new Painter(surfaces);
        using var lowering = new SessionLowering(session, painter.Apply);
        using var log = X11Sessions.Log(name);
        var reader = new WireLogReader(log);
        uint[] screen = [];
        while (reader.TryRead(out var record))
        {
            lowering.Accept(record);
            if (record.ClientBase == session.ProbeConnection && record.Data.Span[0] == GetImage)
            {
                screen = [.. surfaces.Screen!.Pixels];
            }
        }

        Assert.Equal(X11Sessions.Screen(name), screen);
        Assert.InRange(LoweringRecord.ScreenShare(LoweringRecord.Of(lowering.Counts)), leastShare, 1);
    }

    /// <summary>The same log makes the same events, whatever the mirror's timing.</summary>
    [Fact]
    public void A_log_is_lowered_to_the_same_commands_each_time() => Assert.Equal(Kinds("twm"), Kinds("twm"));

    private static List<string> Kinds(string name)
    {
        var kinds = new List<string>();
        using var lowering = new SessionLowering(
            X11Sessions.Session(name),
            e => kinds.Add(e is DrawingCommand command ? $"{command.Kind} {command.Bounds}" : $"{e.GetType().Name}")
        );
        using var log = X11Sessions.Log(name);
        var reader = new WireLogReader(log);
        while (reader.TryRead(out var record))
        {
            lowering.Accept(record);
        }

        lowering.Finish();
        return kinds;
    }
}
