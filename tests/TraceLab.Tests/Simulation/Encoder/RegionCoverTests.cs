using CsCheck;
using TraceLab.Core.Commands;
using TraceLab.Core.Geometry;
using TraceLab.Results;
using TraceLab.Simulation.Adapter;
using TraceLab.Simulation.Blitmaps;
using TraceLab.Simulation.Client;
using TraceLab.Simulation.Encoder;
using TraceLab.Simulation.Policies;

namespace TraceLab.Tests.Simulation.Encoder;

public class RegionCoverTests
{
    private static readonly RegionGrid Grid = new(150, 70, 8);

    private static readonly Gen<Rect> Area = Gen.Select(
        Gen.Int[0, 149],
        Gen.Int[0, 69],
        Gen.Int[1, 60],
        Gen.Int[1, 40],
        Rect.FromSize
    );

    // Region by region: what touches it, and what of that goes.
    [Fact]
    public void A_region_is_free_if_all_that_touch_it_go_and_marked_if_some_do() =>
        Gen.Select(Gen.Select(Area, Gen.Bool).Array[0, 8], Area.Array[0, 4])
            .Sample(
                (primitives, changedAreas) =>
                {
                    var analysis = new FrameAnalysis();
                    analysis.Analyse(
                        [.. primitives.Select((one, index) => Fill(index, one.Item1))],
                        Grid,
                        ClientProfile.Default
                    );
                    PrimitiveChoice[] choices =
                    [
                        .. primitives.Select(one =>
                            PrimitiveChoice.Stays(one.Item2 ? DecisionReason.Sent : DecisionReason.NotCheaper)
                        ),
                    ];
                    var (changed, blitmap) = (new Blitmap(Grid), new Blitmap(Grid));
                    foreach (var area in changedAreas)
                    {
                        changed.Mark(area);
                        blitmap.Mark(area);
                    }

                    new RegionCover().Apply(analysis, choices, blitmap);

                    for (var row = 0; row < Grid.Rows; row++)
                    {
                        for (var column = 0; column < Grid.Columns; column++)
                        {
                            var region = Grid.RectOf(column, row);
                            var touching = primitives.Where(one => one.Item1.Intersects(region)).ToList();
                            var expected = touching.Any(one => one.Item2)
                                ? touching.Any(one => !one.Item2)
                                : changed.IsMarked(column, row);
                            Assert.Equal(expected, blitmap.IsMarked(column, row));
                        }
                    }
                },
                iter: 200
            );

    private static DrawingPrimitive Fill(int index, Rect area) =>
        new((uint)index, new FillCommand(0, new DrawTarget(0, area), Brush.Solid(1)), 0);
}
