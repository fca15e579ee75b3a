using CsCheck;
using TraceLab.Core.Geometry;
using TraceLab.Core.Painting;
using TraceLab.Core.Pixels;
using TraceLab.Simulation.Encoder;

namespace TraceLab.Tests.Simulation.Encoder;

public class FrameCheckTests
{
    /// <summary>What happens between two frames: mostly both sides draw the same, sometimes only one does.</summary>
    private sealed record Step(bool DrawsPrimary, bool DrawsClient, Rect Area, uint Color, int Sort, bool Advances);

    private static readonly Gen<Step> Steps = Gen.Select(
        Gen.Int[0, 9],
        Gen.Select(Gen.Int[0, 139], Gen.Int[0, 19], Gen.Int[1, 80], Gen.Int[1, 12], Rect.FromSize),
        Gen.UInt[0, 2],
        Gen.Int[0, 2],
        Gen.Bool,
        (who, area, color, sort, advances) => new Step(who != 8, who != 9, area, color, sort, advances)
    );

    [Fact]
    public void Comparing_what_was_written_finds_what_comparing_everything_finds() =>
        Steps
            .Array[1, 40]
            .Sample(
                steps =>
                {
                    var (primary, client) = (new Surface(140, 20), new Surface(140, 20));
                    var check = new FrameCheck();
                    foreach (var step in steps)
                    {
                        Draw(primary, step, step.DrawsPrimary);
                        Draw(client, step, step.DrawsClient);
                        if (step.Advances)
                        {
                            primary.Writes.Advance();
                        }

                        var expected = FrameCheck.CountAllWrongPixels(primary, client);
                        Assert.Equal(expected, check.CountWrongPixels(primary, client));
                    }
                },
                iter: 500
            );

    [Fact]
    public void A_new_surface_is_compared_whole()
    {
        var (primary, client) = (new Surface(100, 10), new Surface(100, 10));
        var check = new FrameCheck();
        Assert.Equal(0, check.CountWrongPixels(primary, client));
        var replaced = new Surface(100, 10);
        replaced.Pixels[7] = 1;
        for (var i = 0; i < 3; i++)
        {
            replaced.Writes.Advance();
        }

        Assert.Equal(1, check.CountWrongPixels(replaced, client));
        Assert.Equal(1, check.CountWrongPixels(replaced, client));
        Assert.Equal(0, check.CountWrongPixels(primary, client));
        Assert.Equal(1000, check.CountWrongPixels(primary, new Surface(100, 9)));
        Assert.Equal(1000, check.CountWrongPixels(primary, client: null));
    }

    private static void Draw(Surface surface, Step step, bool draws)
    {
        var area = step.Area.Intersect(surface.Bounds);
        if (!draws)
        {
            return;
        }

        switch (step.Sort)
        {
            case 0:
                SurfaceDrawing.Fill(surface, area, [], step.Color);
                break;
            case 1:
                var inside = area.Offset(-area.Left, 0);
                SurfaceDrawing.CopyWithin(surface, inside, new Point(area.Left, area.Top));
                break;
            default:
                surface.Pixels[(area.Top * surface.Width) + area.Left] = step.Color;
                break;
        }
    }
}
