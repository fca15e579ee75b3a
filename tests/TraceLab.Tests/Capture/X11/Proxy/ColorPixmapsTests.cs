using System.Net.Sockets;
using TraceLab.Capture.X11.Protocol;
using TraceLab.Capture.X11.Proxy;

namespace TraceLab.Tests.Capture.X11.Proxy;

public sealed class ColorPixmapsTests : IDisposable
{
    private const long Plenty = 1 << 20;

    private readonly ProxyClient _client = Client();
    private readonly ProxyClient _other = Client();
    private readonly ColorPixmaps _pixmaps = new();

    [Fact]
    public void Those_with_colour_are_there_until_they_are_freed_or_their_client_is_gone()
    {
        Create(_client, 1, depth: 24);
        Create(_client, 2, depth: 1);
        Create(_client, 3, depth: 32);
        Create(_other, 4, depth: 24);

        Assert.Equal([1u, 3, 4], Next(Plenty));
        _pixmaps.Free(3);
        Assert.Equal([1u, 4], Next(Plenty));
        _pixmaps.Forget(_client);
        Assert.Equal([4u], Next(Plenty));
    }

    [Fact]
    public void An_id_that_is_used_again_names_the_new_one_once()
    {
        Create(_client, 1, depth: 24);
        _pixmaps.Free(1);
        Create(_client, 1, depth: 24, width: 7);

        Assert.Equal([new ColorPixmap(1, 7, 10)], _pixmaps.Next(Plenty).Distinct());
    }

    /// <summary>400 bytes each: two at a time, and one that is never small enough.</summary>
    [Fact]
    public void All_have_their_turn_but_the_one_that_is_too_large()
    {
        foreach (var id in Enumerable.Range(1, 5))
        {
            Create(_client, (uint)id, depth: 24, width: id == 4 ? 100 : 10);
        }

        Assert.Equal([1u, 2], Next(900));
        Assert.Equal([3u, 5], Next(900));
        Assert.Equal([1u, 2], Next(900));
    }

    public void Dispose()
    {
        _client.Dispose();
        _other.Dispose();
    }

    private uint[] Next(long mostBytes) => [.. _pixmaps.Next(mostBytes).Select(pixmap => pixmap.Id)];

    private void Create(ProxyClient owner, uint id, byte depth, int width = 10)
    {
        const byte CreatePixmap = 53;
        var request = new RequestWriter(isBigEndian: false);
        request.Begin(CreatePixmap, depth).U32(id).U32(9).U16(width).U16(10);
        _pixmaps.Create(owner, new WireBytes(request.Request, isBigEndian: false));
    }

    private static ProxyClient Client() =>
        new(new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified));
}
