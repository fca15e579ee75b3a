using CsCheck;
using TraceLab.Core.Pixels;
using TraceLab.Simulation.Encoder;
using TraceLab.Simulation.Policies.Ordered;
using TraceLab.Tests.Simulation.Policies.Optimal;

namespace TraceLab.Tests.Simulation.Policies.Ordered;

public class PricedClassesTests
{
    [Fact]
    public void Classes_cost_what_their_regions_do() =>
        FrameGen
            .Frames.Array[1, 3]
            .Sample(
                frames =>
                {
                    // Kept and refilled from frame to frame.
                    var classes = new PricedClasses();
                    foreach (var (input, analysis) in frames.Select(InputOf))
                    {
                        var costs = new FrameCosts(RunFormat.Of(SimulatedRun.Settings("ordered")));
                        costs.Begin(input, analysis);

                        classes.Build(input, analysis, costs);

                        var regions = Regions(input, analysis).Where(region => region.Touching.Length > 0).ToArray();
                        var changed = regions.Where(region => region.IsChanged).ToArray();
                        var average = changed.Length == 0 ? 1 : changed.Average(region => region.Bytes);
                        var expected = regions
                            .GroupBy(region => string.Join(' ', region.Touching), StringComparer.Ordinal)
                            .ToDictionary(
                                group => group.Key,
                                group =>
                                    (
                                        group.Where(region => region.IsChanged).Sum(region => region.Bytes),
                                        Math.Round(group.Count(region => !region.IsChanged) * average, 6),
                                        group.First().Touching.Count(index => analysis.Facts[index].IsLegal)
                                    ),
                                StringComparer.Ordinal
                            );
                        var found = Enumerable
                            .Range(0, classes.Count)
                            .ToDictionary(
                                index => string.Join(' ', classes.Members(index).ToArray()),
                                index =>
                                    (
                                        classes[index].ChangedBytes,
                                        Math.Round(classes[index].TrimmedBytes, 6),
                                        classes[index].Going
                                    ),
                                StringComparer.Ordinal
                            );
                        Assert.Equivalent(expected, found, strict: true);
                    }
                },
                iter: 300
            );

    [Fact]
    public void A_class_knows_what_it_adds_if_one_stays() =>
        Gen.Select(Gen.Int[1, 5], Gen.Int[0, 5], Gen.Int[0, 50], Gen.Int[0, 50])
            .Where((touching, going, _, _) => going >= 1 && going <= touching)
            .Sample(
                (touching, going, changed, trimmed) =>
                {
                    var one = new PricedClass
                    {
                        Touching = touching,
                        Going = going,
                        ChangedBytes = changed,
                        TrimmedBytes = trimmed,
                    };

                    Assert.Equal(Cost(one, going - 1) - Cost(one, going), one.ChangeWithoutOne());
                    if (going > 1)
                    {
                        var before = one.ChangeWithoutOne();
                        Assert.Equal(Cost(one, going - 2) - Cost(one, going - 1) - before, one.TakeOne());
                        Assert.Equal(going - 1, one.Going);
                    }
                }
            );

    // Free if all go that touch it; else as pixels, and repaired where any goes.
    private static double Cost(PricedClass one, int going) =>
        going == one.Touching ? 0 : one.ChangedBytes + (going > 0 ? one.TrimmedBytes : 0);

    private static (FrameInput Input, FrameAnalysis Analysis) InputOf(SmallFrame frame)
    {
        var screen = new Surface(SmallFrame.Grid.Width, SmallFrame.Grid.Height, SurfaceFormat.Xrgb32);
        var changed = frame.Changed();
        var analysis = frame.Analyse();
        var input = new FrameInput
        {
            Poll = 1,
            TimeNanoseconds = 0,
            AnsweredSequence = 0,
            Secondary = screen,
            Primary = screen,
            Changed = changed,
            RegionsMarked = changed.CountMarked(),
            RegionsTrimmed = 0,
            Primitives = [.. analysis.Facts.Select(facts => facts.Primitive)],
        };
        return (input, analysis);
    }

    private static IEnumerable<(int[] Touching, bool IsChanged, double Bytes)> Regions(
        FrameInput input,
        FrameAnalysis analysis
    ) =>
        from row in Enumerable.Range(0, input.Grid.Rows)
        from column in Enumerable.Range(0, input.Grid.Columns)
        let area = input.Grid.RectOf(column, row)
        let touching = Enumerable.Range(0, analysis.Count).Where(index => analysis.Facts[index].Bounds.Intersects(area))
        select (touching.ToArray(), input.Changed.IsMarked(column, row), (double)(area.Area * 3));
}
