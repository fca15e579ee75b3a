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
