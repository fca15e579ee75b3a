using TraceLab.Capture.X11.Proxy;

namespace TraceLab.Tests.Capture.X11.Proxy;

public sealed class GreetingTests
{
    [Theory]
    [InlineData(false, 0)]
    [InlineData(true, 0)]
    [InlineData(false, 16)]
    [InlineData(true, 16)]
    public void A_greeting_that_we_make_we_understand(bool isBigEndian, int cookieBytes)
    {
        var cookie = Enumerable.Repeat((byte)7, cookieBytes).ToArray();
        var greeting = Greeting.Make(isBigEndian, cookie);

        Assert.Equal(greeting.Length, Greeting.Length(greeting));
        Assert.Equal(cookie, Greeting.CookieOf(greeting).ToArray());
        Assert.Equal(0, Greeting.Length(greeting.AsSpan(0, 11)));
    }

    [Fact]
    public void Who_does_not_begin_with_a_byte_order_is_no_client() =>
        Assert.Equal(-1, Greeting.Length("GET / HTTP/1.1"u8));

    [Fact]
    public void A_refusal_has_the_length_that_it_says()
    {
        var reply = Greeting.Refuse(isBigEndian: true, "no");

        Assert.False(Greeting.IsAccepted(reply));
        Assert.Equal(reply.Length, Greeting.ReplyLength(reply, isBigEndian: true));
    }
}
