using TraceLab.Capture.X11.Proxy;

namespace TraceLab.Tests.Capture.X11.Proxy;

public sealed class RequestLengthTests
{
    [Theory]
    [InlineData(0, new byte[] { 1, 0, 2 }, false, false)]
    [InlineData(8, new byte[] { 1, 0, 2, 0 }, false, false)]
    [InlineData(8, new byte[] { 1, 0, 0, 2 }, true, false)]
    [InlineData(4, new byte[] { 1, 0, 0, 0, 9, 9, 9, 9 }, false, false)]
    [InlineData(0, new byte[] { 1, 0, 0, 0, 3, 0, 0 }, false, true)]
    [InlineData(12, new byte[] { 1, 0, 0, 0, 3, 0, 0, 0 }, false, true)]
    [InlineData(12, new byte[] { 1, 0, 0, 0, 0, 0, 0, 3 }, true, true)]
    [InlineData(-1, new byte[] { 1, 0, 0, 0, 1, 0, 0, 0 }, false, true)]
    [InlineData(-1, new byte[] { 1, 0, 0, 0, 0, 0, 0x40, 0 }, false, true)]
    [InlineData(RequestLength.MostBytes, new byte[] { 1, 0, 0, 0, 0xff, 0xff, 0x3f, 0 }, false, true)]
    public void A_request_is_as_long_as_its_server_reads_it(int expected, byte[] stream, bool isBig, bool hasBig) =>
        Assert.Equal(expected, RequestLength.Of(stream, isBig, hasBig));
}
