using System.Text;
using TraceLab.Capture.X11.Proxy;

namespace TraceLab.Tests.Capture.X11.Proxy;

public sealed class ExtensionFilterTests
{
    [Theory]
    [InlineData("MIT-SHM")]
    [InlineData("DRI2")]
    [InlineData("DRI3")]
    [InlineData("Present")]
    [InlineData("GLX")]
    [InlineData("XVideo")]
    [InlineData("RECORD")]
    [InlineData("An extension of tomorrow")]
    public void Extensions_whose_pixels_are_not_in_requests_are_asked_for_by_a_name_that_nobody_has(string name)
    {
        var request = Query(name);
        ExtensionFilter.HideInQuery(request, name.Length);

        Assert.Equal("\0" + name[1..], Encoding.ASCII.GetString(request, 8, name.Length));
    }

    [Theory]
    [InlineData("RENDER")]
    [InlineData("SHAPE")]
    [InlineData("DOUBLE-BUFFER")]
    [InlineData("BIG-REQUESTS")]
    public void Extensions_that_draw_by_requests_are_asked_for_as_they_are(string name)
    {
        var request = Query(name);
        ExtensionFilter.HideInQuery(request, name.Length);

        Assert.Equal(Query(name), request);
    }

    [Fact]
    public void A_query_that_says_more_than_it_holds_is_left_to_the_server()
    {
        var request = Query("GLX");
        ExtensionFilter.HideInQuery(request, 300);
        ExtensionFilter.HideInQuery(request, 0);

        Assert.Equal(Query("GLX"), request);
    }

    [Fact]
    public void A_list_loses_what_is_hidden()
    {
        var reply = List("SHAPE", "MIT-SHM", "RENDER", "GLX");
        var bytes = ExtensionFilter.HideInList(reply);

        Assert.Equal(List("SHAPE", "RENDER"), reply[..bytes]);
    }

    [Fact]
    public void A_list_that_breaks_off_keeps_what_it_holds()
    {
        var reply = List("SHAPE", "RENDER");
        reply[1] = 200;
        var bytes = ExtensionFilter.HideInList(reply);

        Assert.Equal(2, reply[1]);
        Assert.Equal(List("SHAPE", "RENDER"), reply[..bytes]);
    }

    private static byte[] Query(string name)
    {
        var request = new byte[8 + ((name.Length + 3) & ~3)];
        request[0] = 98;
        Encoding.ASCII.GetBytes(name, request.AsSpan(8));
        return request;
    }

    private static byte[] List(params string[] names)
    {
        var text = names.SelectMany(n => Encoding.ASCII.GetBytes(n).Prepend((byte)n.Length)).ToArray();
        var reply = new byte[32 + ((text.Length + 3) & ~3)];
        (reply[0], reply[1]) = (1, (byte)names.Length);
        text.CopyTo(reply, 32);
        return reply;
    }
}
