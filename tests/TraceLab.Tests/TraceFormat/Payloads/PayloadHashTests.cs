using TraceLab.Core.Pixels;
using TraceLab.TraceFormat.Payloads;

namespace TraceLab.Tests.TraceFormat.Payloads;

public class PayloadHashTests
{
    [Theory]
    [InlineData(3)]
    [InlineData(1024)]
    [InlineData(2_000_000)]
    public void Equal_bytes_in_another_array_have_the_same_hash(int length)
    {
        var hash = new PayloadHash();
        var bytes = TestTraces.Noise(length, 1, ImageFormat.Alpha8, 1).Bytes.ToArray();

        Assert.Equal(hash.Of(bytes), hash.Of([.. bytes]));
        Assert.Equal(hash.Of(bytes), hash.Of(bytes));
    }

    [Fact]
    public void It_stays_right_when_more_is_drawn_than_it_remembers()
    {
        var hash = new PayloadHash();
        var images = Enumerable.Range(0, 60).Select(i => TestTraces.Noise(512, 512, ImageFormat.Argb32, i)).ToArray();

        var first = images.Select(hash.Of).ToArray();

        Assert.Equal(first, images.Select(hash.Of));
        Assert.Equal(60, first.Distinct().Count());
    }
}
