using TraceLab.Core.Commands;
using TraceLab.Core.Geometry;
using TraceLab.Core.Painting;
using TraceLab.Core.Pixels;
using TraceLab.TraceFormat;
using TraceLab.TraceFormat.Checking;

namespace TraceLab.Tests.TraceFormat.Checking;

public class CheckpointReplayTests
{
    private static readonly Rect s_corner = new(0, 0, 4, 4);

    [Fact]
    public void Checkpoints_of_the_pixels_as_they_are_agree()
    {
        var replay = new CheckpointReplay();
        var session = Session();

        Assert.All(session, sessionEvent => Assert.Null(replay.Apply(sessionEvent)));
        Assert.Equal((2, 0), (replay.Checkpoints, replay.Disagreeing));
    }

    [Fact]
    public void A_pixel_that_differs_is_told_with_the_commands_that_drew_there_since_it_was_right()
    {
        var replay = new CheckpointReplay();
        var session = Session();
        session.InsertRange(
            session.Count - 1,
            [Fill(30, new Rect(10, 8, 12, 10)), Fill(35, new Rect(3, 3, 5, 5)), Fill(36, new Rect(0, 0, 1, 1), 1)]
        );

        var mismatch = Assert.Single(session.Select(replay.Apply), found => found is not null)!;

        Assert.Equal((8, 40), (mismatch.Event, mismatch.Checkpoint.TimeNanoseconds));
        Assert.Equal(s_corner, mismatch.Checkpoint.Area);
        Assert.NotEqual(mismatch.Checkpoint.Hash, mismatch.FoundHash);
        Assert.Equal(3, mismatch.LastGoodEvent);
        Assert.Equal(2, mismatch.TouchingCount);
        Assert.Equal([6L, 7L], mismatch.Touching.Select(touching => touching.Event));
    }

    [Fact]
    public void Only_commands_since_the_last_checkpoint_that_agreed_are_suspects()
    {
        var replay = new CheckpointReplay();
        List<SessionEvent> session =
        [
            .. Session(),
            Fill(50, s_corner),
            new Checkpoint(60, Surface.ScreenId, 1, s_corner),
            new Checkpoint(60, Surface.ScreenId, 1),
        ];

        var mismatches = session.Select(replay.Apply).OfType<CheckpointMismatch>().ToArray();

        Assert.Equal([(6L, 5L), (7L, 3L)], mismatches.Select(m => (m.Event - 1, m.LastGoodEvent!.Value)));
        Assert.Equal(
            [
                [6L],
                [4L, 6L],
            ],
            mismatches.Select(m => m.Touching.Select(touching => touching.Event))
        );
    }

    [Fact]
    public void A_surface_that_does_not_exist_agrees_with_no_checkpoint() =>
        Assert.Null(new CheckpointReplay().Apply(new Checkpoint(0, 7, 0))!.FoundHash);

    // A screen, a fill, a checkpoint of all of it; one more fill elsewhere; and a checkpoint of a corner.
    private static List<SessionEvent> Session()
    {
        var surfaces = new SurfaceSet();
        var painter = new Painter(surfaces);
        List<SessionEvent> session = [];
        Add(new SurfaceCreated(0, Surface.ScreenId, 16, 12, SurfaceFormat.Xrgb32, null));
        Add(Fill(10, new Rect(2, 2, 9, 9)));
        Add(new Checkpoint(20, Surface.ScreenId, ScreenHash.Of(surfaces.Screen!)));
        Add(Fill(25, new Rect(9, 9, 16, 12), 0xFF00FF00));
        Add(new Checkpoint(40, Surface.ScreenId, ScreenHash.Of(surfaces.Screen!, s_corner), s_corner));
        return session;

        void Add(SessionEvent sessionEvent)
        {
            session.Add(sessionEvent);
            painter.Apply(sessionEvent);
        }
    }

    private static FillCommand Fill(long time, Rect area, uint color = 0xFF336699) =>
        new(time, new DrawTarget(Surface.ScreenId, area), Brush.Solid(color));
}
