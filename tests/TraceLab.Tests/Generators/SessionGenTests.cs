using CsCheck;
using TraceLab.Core.Commands;
using TraceLab.Core.Painting;
using TraceLab.Core.Pixels;

namespace TraceLab.Tests.Generators;

/// <summary>The generator gives what the properties built on it rely on.</summary>
public class SessionGenTests
{
    [Fact]
    public void Every_session_is_well_formed_and_can_be_painted() =>
        SessionGen
            .Sessions()
            .Sample(
                events =>
                {
                    var surfaces = new SurfaceSet();
                    var painter = new Painter(surfaces);
                    foreach (var sessionEvent in events)
                    {
                        painter.Apply(sessionEvent);
                    }

                    Assert.IsType<SurfaceCreated>(events[0]);
                    Assert.Single(events.OfType<SessionEnded>());
                    Assert.IsType<SessionEnded>(events[^1]);
                    Assert.Equal(events.Select(e => e.TimeNanoseconds).Order(), events.Select(e => e.TimeNanoseconds));
                    Assert.All(surfaces.Screen!.Pixels, p => Assert.Equal(0u, p & ~surfaces.Screen.PixelMask));
                },
                print: SessionGen.Print,
                iter: 500
            );

    [Fact]
    public void Sessions_hold_every_kind_of_event_and_overlapping_copies()
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        SessionGen
            .Sessions(new SessionGenOptions { MaxEvents = 60 })
            .Sample(
                events =>
                {
                    foreach (var sessionEvent in events)
                    {
                        seen.Add(sessionEvent.GetType().Name);
                        seen.UnionWith(Traits(sessionEvent));
                    }
                },
                iter: 300,
                threads: 1
            );

        Assert.Superset(
            new HashSet<string>(
                [
                    .. Enum.GetNames<CommandKind>().Select(k => k + "Command"),
                    nameof(SurfaceCreated),
                    nameof(SurfaceDestroyed),
                    nameof(CursorChanged),
                    nameof(Marker),
                    nameof(DataLost),
                    nameof(Checkpoint),
                    "clip",
                    "mask",
                    "rop",
                    "overlap",
                    "scaled",
                    "off-screen",
                    "resize",
                ],
                StringComparer.Ordinal
            ),
            seen
        );
    }

    [Fact]
    public void What_is_switched_off_does_not_occur() =>
        SessionGen
            .Sessions(
                new SessionGenOptions
                {
                    HasNotes = false,
                    HasOffscreen = false,
                    HasResizes = false,
                }
            )
            .Sample(
                events =>
                    Assert.All(
                        events[1..^1],
                        e => Assert.Equal(0, Assert.IsAssignableFrom<DrawingCommand>(e).Target.SurfaceId)
                    ),
                iter: 50
            );

    private static IEnumerable<string> Traits(SessionEvent sessionEvent)
    {
        if (sessionEvent is SurfaceCreated { SurfaceId: 0, TimeNanoseconds: > 0 })
        {
            yield return "resize";
        }

        if (sessionEvent is not DrawingCommand { Target: var target } command)
        {
            yield break;
        }

        var isOverlap =
            command is CopyCommand copy
            && copy.SourceSurfaceId == target.SurfaceId
            && copy.SourceArea.Intersects(target.Area);
        var isScaled = command is ImageCommand image && image.Pixels.IsScaledTo(target.Area);
        (string Name, bool Holds)[] traits =
        [
            ("clip", target.Clip is not null),
            ("mask", target.Mask is not null),
            ("rop", command.Rop != RasterOp.Copy),
            ("off-screen", target.SurfaceId != 0),
            ("overlap", isOverlap),
            ("scaled", isScaled),
        ];
        foreach (var (name, holds) in traits)
        {
            if (holds)
            {
                yield return name;
            }
        }
    }
}
