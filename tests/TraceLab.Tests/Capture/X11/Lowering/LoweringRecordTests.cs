using TraceLab.Capture.X11.Lowering;
using TraceLab.Core.Commands;

namespace TraceLab.Tests.Capture.X11.Lowering;

public class LoweringRecordTests
{
    [Fact]
    public void What_a_marker_says_can_be_read_again()
    {
        var counts = new LoweringCounts();
        counts.AddPrimitive(CommandKind.Fill, 30, isScreen: true);
        counts.AddFallback("PolyArc: clip mask", 10, isScreen: true);
        counts.AddFallback("PolyArc: clip mask", 5, isScreen: false);

        var records = LoweringRecord.Of(counts);

        Assert.Equal(
            ["x11-primitive 0 30 0 fill", "x11-image-fallback 2 10 5 PolyArc: clip mask"],
            records.Select(one => $"{one}"),
            StringComparer.Ordinal
        );
        Assert.Equal(records, records.Select(one => LoweringRecord.Parse($"{one}")));
        Assert.Equal(0.75, LoweringRecord.ScreenShare(records));
    }

    [Theory]
    [InlineData("scroll starts")]
    [InlineData("x11-primitive 0 30 0")]
    [InlineData("x11-primitive 0 many 0 fill")]
    [InlineData("other 0 30 0 fill")]
    public void Other_markers_are_none_of_it(string text) => Assert.Null(LoweringRecord.Parse(text));
}
