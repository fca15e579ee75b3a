using CsCheck;
using TraceLab.Core.Geometry;
using TraceLab.Simulation.Encoder;

namespace TraceLab.Tests.Simulation.Encoder;

public class NoveltySampleTests
{
    [Theory]
    [InlineData(31, 33, 1)]
    [InlineData(64, 63, 2)]
    [InlineData(127, 129, 4)]
    [InlineData(128, 128, 8)]
    [InlineData(255, 256, 8)]
    [InlineData(256, 256, 16)]
    [InlineData(1280, 800, 32)]
    public void The_larger_an_area_the_fewer_rows_are_counted(int width, int height, int step) =>
        Assert.Equal((step, step * 4), (NoveltySample.RowStep(width * height), NoveltySample.RareRowStep(step)));

    [Fact]
    public void Noise_and_stripes_come_out_as_counted_in_full()
    {
        var random = new Random(7);
        var noise = Enumerable.Range(0, 400 * 300).Select(_ => (uint)random.Next(3)).ToArray();
        var stripes = Enumerable.Range(0, 400 * 300).Select(at => (uint)((at % 400 / 5) + (at / 400 * 7))).ToArray();
        var area = new Rect(10, 20, 390, 283);
        foreach (var pixels in new[] { noise, stripes })
        {
            var all = NoveltyCounter.Count(pixels, 400, area.Left, area.Top, area.Width, area.Height);
            Assert.InRange(NoveltySample.Count(pixels, 400, area), all * 0.97, all * 1.03);
        }
    }

    [Fact]
    public void A_small_part_of_a_large_frame_is_judged_less_closely()
    {
        foreach (var (frame, _) in FrameWalk.Frames(RecordedSessions.Events("scroll")))
        {
            var pixels = frame.RawBytes / 3;
            Assert.Equal(NoveltySample.RowStep(pixels), NoveltySample.RowStep(pixels, frame));
            Assert.Equal(NoveltySample.RowStep(pixels / 16), NoveltySample.RowStep(1, frame));
        }
    }

    [Fact]
    public void A_rough_count_reads_the_beginning_of_rare_rows()
    {
        // In 64 of 128 columns every pixel is new, in the others none is.
        var pixels = Enumerable.Range(0, 128 * 96).Select(at => at % 128 < 64 ? (uint)at : 5000).ToArray();

        Assert.Equal(128 * 95, NoveltySample.CountRoughly(pixels, 128, new Rect(0, 1, 128, 96), step: 1));
        Assert.Equal(0, NoveltySample.CountRoughly(pixels, 128, new Rect(65, 1, 128, 96), step: 1));
        Assert.Equal(32 * 95, NoveltySample.CountRoughly(pixels, 128, new Rect(32, 1, 64, 96), step: 1));
    }

    [Fact]
    public void Rows_in_the_middle_of_their_steps_stand_for_all()
    {
        // A row for each step of 4 in 10 rows: the rows 3 and 7 of those from 1 on. Every pixel is new in them alone.
        var pixels = Enumerable.Range(0, 8 * 12).Select(at => at / 8 is 3 or 7 ? (uint)at : 5000).ToArray();

        Assert.Equal(8 * 10, NoveltySample.Count(pixels, 8, new Rect(0, 1, 8, 11), step: 4));
        // Closely, they count alone, with the first pixel of the row below each.
        Assert.Equal(18, NoveltySample.Count(pixels, 8, new Rect(0, 1, 8, 10), step: 1));
    }

    [Fact]
    public void An_area_that_is_too_low_for_the_step_is_judged_by_its_middle_row()
    {
        uint[] pixels = [1, 2, 3, 4, 3, 4];

        Assert.Equal(0, NoveltySample.Count(pixels, 2, new Rect(0, 1, 2, 3), step: 8));
        Assert.Equal(4, NoveltySample.Count(pixels, 2, new Rect(0, 0, 2, 2), step: 8));
    }
}
