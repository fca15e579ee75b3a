using TraceLab.Core.Geometry;
using TraceLab.Simulation.Blitmaps.Merging;
using TraceLab.Simulation.Encoder;

namespace TraceLab.Tests.Simulation.Encoder;

public class RegionEstimatesTests
{
    [Fact]
    public void Without_compression_a_region_costs_three_bytes_a_pixel()
    {
        foreach (var (frame, _) in FrameWalk.Frames(RecordedSessions.Events("moves")))
        {
            var estimates = new RegionEstimates(new StackMerger());
            estimates.Begin(frame, sizes: null);
            foreach (var (column, row) in Changed(frame))
            {
                Assert.Equal(frame.Grid.RectOf(column, row).Area * 3, BytesOf(estimates, column, row));
            }
        }
    }

    [Theory]
    [InlineData("moves")]
    [InlineData("scroll")]
    public void The_regions_of_a_frame_cost_what_its_rectangles_do(string session)
    {
        var (sizes, estimates, merger) = (new CodedSizes(), new RegionEstimates(new StackMerger()), new StackMerger());
        sizes.Learn(1000, 4000, 2500);
        foreach (var (frame, _) in FrameWalk.Frames(RecordedSessions.Events(session)))
        {
            List<Rect> rectangles = [];
            merger.Merge(frame.Changed, rectangles);
            estimates.Begin(frame, sizes);
            var sum = Changed(frame).Sum(place => BytesOf(estimates, place.Column, place.Row));

            var expected = rectangles.Sum(area => sizes.Bytes(NoveltyOf(estimates, area), area.Area));
            Assert.Equal(expected, sum, expected * 1e-9);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_class_costs_what_its_regions_do(bool isRough)
    {
        var (sizes, merger) = (new CodedSizes(), new StackMerger());
        var random = new Random(5);
        var summed = 0;
        foreach (var (frame, _) in FrameWalk.Frames(RecordedSessions.Events("scroll")))
        {
            var (columns, rows) = (Cut(frame.Grid.Columns, random), Cut(frame.Grid.Rows, random));
            int[] classes =
            [
                .. Enumerable
                    .Range(0, columns.Pieces * rows.Pieces)
                    .Select(_ => random.Next(frame.Poll % 2 == 0 ? -1 : 0, 4)),
            ];
            var map = new ClassMap(columns, rows, classes, [isRough, isRough, isRough, isRough]);
            var (bytes, regions) = (new double[4], new int[4]);
            var estimates = new RegionEstimates(merger);
            estimates.Begin(frame, sizes);
            estimates.AddTo(map, bytes, regions);

            var inClass = Changed(frame)
                .ToLookup(at => classes[(rows.PieceAt(at.Row) * columns.Pieces) + columns.PieceAt(at.Column)]);
            Assert.Equal(Enumerable.Range(0, 4).Select(index => inClass[index].Count()), regions);
            if (inClass[-1].Any())
            {
                continue;
            }

            List<Rect> rectangles = [];
            merger.Merge(frame.Changed, rectangles);
            var expected = rectangles.Sum(area => sizes.Bytes(NoveltyOf(estimates, area), area.Area));
            Assert.Equal(expected, bytes.Sum(), expected * 1e-9);
            summed++;
        }

        Assert.True(summed > 10);
    }

    [Fact]
    public void A_rough_price_reads_less_and_comes_near()
    {
        var (exact, rough) = (0.0, 0.0);
        foreach (var (frame, _) in FrameWalk.Frames(RecordedSessions.Events("scroll")))
        {
            exact += BytesOfAll(frame, isRough: false);
            rough += BytesOfAll(frame, isRough: true);
        }

        Assert.NotEqual(exact, rough);
        Assert.InRange(rough, exact * 0.8, exact * 1.2);
    }

    [Fact]
    public void What_was_counted_for_a_rectangle_need_not_be_counted_again()
    {
        var (estimates, merger) = (new RegionEstimates(new StackMerger()), new StackMerger());
        foreach (var (frame, _) in FrameWalk.Frames(RecordedSessions.Events("scroll")))
        {
            List<Rect> rectangles = [];
            merger.Merge(frame.Changed, rectangles);
            estimates.Begin(frame, new CodedSizes());
            Assert.False(estimates.TryGetNovelty(rectangles[0], out _));

            _ = estimates.Row(0, 0, 1);
            var step = rectangles.ToDictionary(area => area, area => NoveltySample.RowStep(area.Area, frame));
            Assert.All(
                rectangles,
                area =>
                {
                    var regions = Changed(frame)
                        .Select(at => frame.Grid.RectOf(at.Column, at.Row))
                        .Where(area.Contains);
                    Assert.True(estimates.TryGetNovelty(area, out var novelty));
                    Assert.Equal(regions.Sum(region => NoveltyOf(frame, region, step[area])), novelty);
                }
            );
            Assert.False(estimates.TryGetNovelty(rectangles[0] with { Right = rectangles[0].Right + 8 }, out _));
        }
    }

    private static int NoveltyOf(RegionEstimates estimates, Rect area)
    {
        Assert.True(estimates.TryGetNovelty(area, out var novelty));
        return novelty;
    }

    private static int NoveltyOf(FrameInput frame, Rect area, int step) =>
        NoveltySample.Count(frame.Secondary.ReadPixels, frame.Secondary.Width, area, step);

    private static double BytesOfAll(FrameInput frame, bool isRough)
    {
        var (columns, rows) = (Cut(frame.Grid.Columns), Cut(frame.Grid.Rows));
        var (bytes, regions) = (new double[1], new int[1]);
        var estimates = new RegionEstimates(new StackMerger());
        estimates.Begin(frame, new CodedSizes());
        estimates.AddTo(new ClassMap(columns, rows, [0], [isRough]), bytes, regions);
        return bytes[0];
    }

    private static GridEdges Cut(int size, Random? random = null)
    {
        var edges = new GridEdges();
        edges.Begin(size);
        for (var cut = 0; random is not null && cut < 3; cut++)
        {
            edges.Cut(random.Next(size), size);
        }

        edges.End();
        return edges;
    }

    private static IEnumerable<(int Column, int Row)> Changed(FrameInput frame) =>
        from row in Enumerable.Range(0, frame.Grid.Rows)
        from column in Enumerable.Range(0, frame.Grid.Columns)
        where frame.Changed.IsMarked(column, row)
        select (column, row);

    private static double BytesOf(RegionEstimates estimates, int column, int row) =>
        estimates.Row(row, column, column + 1)[0];
}
