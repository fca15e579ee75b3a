using CsCheck;
using TraceLab.Simulation.Policies;
using TraceLab.Tests.Simulation.Policies.Optimal;

namespace TraceLab.Tests.Simulation.Policies;

public class RegionClassesTests
{
    [Fact]
    public void Regions_are_of_one_class_exactly_if_the_same_primitives_touch_them() =>
        FrameGen
            .Frames.Array[1, 3]
            .Sample(
                frames =>
                {
                    // Kept and refilled from frame to frame.
                    var classes = new RegionClasses();
                    foreach (var frame in frames)
                    {
                        var facts = frame.Analyse().Facts;
                        var grid = SmallFrame.Grid;
                        classes.Build([.. facts.Select(one => one.Span)], grid.Columns, grid.Rows);

                        for (var region = 0; region < SmallFrame.Grid.RegionCount; region++)
                        {
                            var (row, column) = Math.DivRem(region, SmallFrame.Grid.Columns);
                            var area = SmallFrame.Grid.RectOf(column, row);
                            var touching = Enumerable
                                .Range(0, facts.Count)
                                .Where(index => facts[index].Bounds.Intersects(area));
                            var index = classes.ClassOf[region];
                            Assert.Equal(touching, index < 0 ? [] : classes.Members(index).ToArray());
                        }

                        for (var index = 0; index < facts.Count; index++)
                        {
                            var having = Enumerable
                                .Range(0, classes.Count)
                                .Where(i => classes.Members(i).Contains(index));
                            Assert.Equal(having, classes.TouchedBy(index).ToArray());
                        }

                        var sets = Enumerable
                            .Range(0, classes.Count)
                            .Select(i => string.Join(' ', classes.Members(i).ToArray()));
                        Assert.Equal(classes.Count, sets.Distinct(StringComparer.Ordinal).Count());
                    }
                },
                iter: 500
            );
}
