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

            var expected = rectangles.Sum(area => sizes.Bytes(NoveltyOf(frame, area), area.Area));
            var sum = Changed(frame).Sum(place => BytesOf(estimates, place.Column, place.Row));
            Assert.Equal(expected, sum, expected * 1e-9);
        }
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
            Assert.All(
                rectangles,
                area =>
                {
                    Assert.True(estimates.TryGetNovelty(area, out var novelty));
                    Assert.Equal(NoveltyOf(frame, area), novelty);
                }
            );
            Assert.False(estimates.TryGetNovelty(rectangles[0] with { Right = rectangles[0].Right + 8 }, out _));
        }
    }

    private static int NoveltyOf(FrameInput frame, Rect area) =>
        NoveltySample.Count(frame.Secondary.ReadPixels, frame.Secondary.Width, area);

    private static IEnumerable<(int Column, int Row)> Changed(FrameInput frame) =>
        from row in Enumerable.Range(0, frame.Grid.Rows)
        from column in Enumerable.Range(0, frame.Grid.Columns)
        where frame.Changed.IsMarked(column, row)
        select (column, row);

    private static double BytesOf(RegionEstimates estimates, int column, int row) =>
        estimates.Row(row, column, column + 1)[0];
}
