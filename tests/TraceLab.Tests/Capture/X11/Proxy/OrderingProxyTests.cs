using System.Text;
using TraceLab.Capture.X11.Proxy;

namespace TraceLab.Tests.Capture.X11.Proxy;

/// <summary>
/// What passes through the proxy, with a real Xvfb behind it and clients that do what applications seldom do. The package
/// xvfb must be there: a machine without it fails these tests, it does not skip them.
/// </summary>
public sealed class OrderingProxyTests : IDisposable
{
    private const byte GrabServer = 36;
    private const byte UngrabServer = 37;
    private const byte NoOperation = 127;

    private readonly ProxyFixture _fixture = new();

    [Fact]
    public async Task The_order_of_the_log_is_the_order_of_the_server()
    {
        const int Count = 5;
        using (var session = _fixture.Start(Painters.Width, Painters.Height))
        {
            var server = session;
            await Task.WhenAll(Enumerable.Range(0, Count).Select(i => Task.Run(() => Painters.Paint(server, i))));
            var counts = session.Finish();
            Assert.Equal((Count, 0L), (counts.Clients, counts.Unconfirmed));
            Assert.True(counts.Syncs > Count, "the painters took turns");
        }

        var log = new LoggedSession(_fixture.LogPath);
        Assert.Equal(log.Pictures[^1], Painters.Repaint(log));
        Assert.True(log.HasEnd);
        Assert.Equal(2 * Count, log.Comings.Count);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Extensions_that_pass_pixels_by_other_ways_are_absent_and_no_number_shows_it(bool isBigEndian)
    {
        using var session = _fixture.Start();
        using var client = new RawClient(session, isBigEndian);

        Assert.Equal(0, client.QueryExtension("MIT-SHM")[0]);
        Assert.Equal(1, client.QueryExtension("RENDER")[0]);
        var list = client.Ask(99, 0);
        var names = Encoding.ASCII.GetString(list);
        Assert.Contains("RENDER", names);
        Assert.DoesNotContain("MIT-SHM", names);
        Assert.DoesNotContain("GLX", names);
        Assert.Equal(1, list[32 + 1 + list[32]] > 0 ? 1 : 0);
        client.Sync();
    }

    [Fact]
    public async Task A_client_that_holds_the_server_is_alone_with_it_and_others_come_afterwards()
    {
        using var session = _fixture.Start();
        using var holder = new RawClient(session);
        using var other = new RawClient(session);
        holder.Send(GrabServer, 0);
        holder.Sync();
        other.Send(NoOperation, 0);

        // One that comes meanwhile is let in when the server listens to it again.
        var late = Task.Run(() => new RawClient(session));
        for (var i = 0; i < 20; i++)
        {
            holder.Sync();
            Thread.Sleep(10);
        }

        Assert.False(late.IsCompleted);
        holder.Send(UngrabServer, 0);
        other.Sync();
        using (var come = await late.WaitAsync(ProxyFixture.Patience))
        {
            come.Sync();
        }

        session.Finish();

        var clients = new LoggedSession(_fixture.LogPath).Requests.Select(r => r.Client).ToArray();
        var from = Array.IndexOf(clients, holder.Base);
        Assert.All(clients.AsSpan(from, 23).ToArray(), c => Assert.Equal(holder.Base, c));
    }

    [Fact]
    public void A_client_that_dies_with_its_hold_on_the_server_gives_it_back()
    {
        using var session = _fixture.Start();
        using var other = new RawClient(session);
        using (var holder = new RawClient(session))
        {
            holder.Send(GrabServer, 0);
            holder.Sync();
        }

        other.Sync();
    }

    [Fact]
    public void The_session_ends_although_somebody_holds_the_server()
    {
        using var session = _fixture.Start();
        using var holder = new RawClient(session);
        holder.Send(GrabServer, 0);
        holder.Sync();
        session.Finish();

        Assert.Single(new LoggedSession(_fixture.LogPath).Pictures);
    }

    /// <summary>What is not in the last picture is not in the log either.</summary>
    [Fact]
    public async Task A_client_that_never_rests_does_not_draw_behind_the_last_picture()
    {
        using (var session = _fixture.Start(Painters.Width, Painters.Height))
        {
            using var client = new RawClient(session);
            var painter = Task.Run(() => Painters.PaintUntilClosed(client));
            Thread.Sleep(500);
            Assert.Equal(0, session.Finish().Unconfirmed);
            session.Dispose();
            await painter.WaitAsync(ProxyFixture.Patience);
        }

        var log = new LoggedSession(_fixture.LogPath);
        Assert.Equal(log.Pictures[^1], Painters.Repaint(log));
    }

    [Fact]
    public void A_client_that_waits_for_another_lets_the_other_go_on()
    {
        using var session = _fixture.Start();
        using var waiting = new RawClient(session);
        using var other = new RawClient(session);
        var sync = waiting.QueryExtension("SYNC")[1];
        other.QueryExtension("SYNC");
        waiting.Ask(sync, 0, waiting.Pair(3, 1));
        other.Ask(sync, 0, other.Pair(3, 1));
        var counter = waiting.Base + 1;
        waiting.Send(sync, 2, counter, 0, 0);

        // Await: the counter, absolute, at least 5, transition positive; threshold 0.
        waiting.Send(sync, 7, counter, 0, 0, 5, 2, 0, 0);
        waiting.Send(NoOperation, 0);
        other.Sync();
        other.Send(sync, 3, counter, 0, 5);
        other.Sync();
        waiting.Sync();
    }

    [Fact]
    public void Requests_longer_than_16_bits_can_say_pass_once_they_are_enabled()
    {
        const int Units = 300_000;
        using (var session = _fixture.Start())
        {
            using var client = new RawClient(session);
            var big = client.QueryExtension("BIG-REQUESTS")[1];
            Assert.Equal(1, client.Ask(big, 0)[0]);
            var request = new byte[Units * 4];
            request[0] = NoOperation;
            BitConverter.TryWriteBytes(request.AsSpan(4), Units);
            client.Send(request);
            client.Sync();
            session.Finish();
        }

        var logged = new LoggedSession(_fixture.LogPath).Requests.Single(r => r.Bytes.Length == Units * 4);
        Assert.Equal(3u, logged.Sequence);
    }

    [Fact]
    public void More_requests_than_16_bits_count_pass_without_an_answer()
    {
        const int Count = 200_000;
        using var session = _fixture.Start();
        using var client = new RawClient(session);
        var one = client.Make(NoOperation, 0);
        client.Send([.. Enumerable.Repeat(one, Count).SelectMany(r => r)], Count);
        client.Sync();
        var counts = session.Finish();

        Assert.Equal((Count + 1L, 0L), (counts.Requests, counts.Unconfirmed));
    }

    [Fact]
    public void A_client_that_breaks_off_inside_a_request_harms_nobody()
    {
        using var session = _fixture.Start();
        using var other = new RawClient(session);
        using (var client = new RawClient(session))
        {
            client.Send(NoOperation, 0);
            client.Send([NoOperation, 0, 200, 0, 1, 2, 3]);
        }

        other.Sync();
        session.Finish();
        Assert.Equal(2, new LoggedSession(_fixture.LogPath).Requests.Count);
    }

    [Fact]
    public void Who_is_no_client_is_turned_away()
    {
        using var session = _fixture.Start();
        using var stranger = new ServerAddress(session.Display, []).Connect();
        stranger.ReceiveTimeout = 20_000;
        stranger.Send("GET / HTTP/1.1\r\n\r\n"u8);

        Assert.Equal(0, stranger.Receive(new byte[10]));
        using var client = new RawClient(session);
        client.Sync();
    }

    [Fact]
    public void A_server_that_dies_ends_the_session_and_the_log_is_good()
    {
        using var session = _fixture.Start();
        using var client = new RawClient(session);
        client.Sync();
        using var server = System.Diagnostics.Process.GetProcessById(session.ServerProcess!.Value);
        server.Kill();

        Assert.True(SpinWait.SpinUntil(() => !session.IsRunning, ProxyFixture.Patience));
        Assert.True(session.ServerEnded);
        session.Finish();
        Assert.Single(new LoggedSession(_fixture.LogPath).Requests);
    }

    public void Dispose() => _fixture.Dispose();
}
