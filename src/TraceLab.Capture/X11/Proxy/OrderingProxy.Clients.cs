using System.Net.Sockets;
using System.Security.Cryptography;

namespace TraceLab.Capture.X11.Proxy;

/// <summary>Clients come, say who they are, talk and go.</summary>
internal sealed partial class OrderingProxy
{
    private const int SolSocket = 1;
    private const int PeerCredentials = 17;
    private long _clientCount;
    private long _unconfirmedOfGone;

    private void Accept()
    {
        try
        {
            var socket = _listener.Accept();
            socket.Blocking = false;
            _clients.Add(new ProxyClient(socket));
        }
        catch (SocketException)
        {
            // It left before it was let in.
        }
    }

    // Descriptors that come along with the bytes are closed by the system, because nobody asks for them: the extensions
    // that pass them are hidden, and the server refuses a request that lacks them.
    private void ReadClient(ProxyClient client)
    {
        if (client.HasEnded || client.Stage is ClientStage.Refused or ClientStage.Closing or ClientStage.Gone)
        {
            client.HasEnded = true;
            Forget(client);
            return;
        }

        var state = client.Requests.Receive(
            client.Client,
            client.Stage == ClientStage.Running ? client.NextRequestBytes : 0
        );
        client.HasEnded = state == SocketState.Ended;
        if (client.Stage == ClientStage.Greeting)
        {
            Greet(client);
        }
        else if (client.Stage == ClientStage.Running && client.NextRequestBytes < 0)
        {
            client.HasEnded = true;
        }

        if (client.HasEnded && client.Stage == ClientStage.Greeting)
        {
            Close(client);
        }
        else if (client is { HasEnded: true, IsParked: true })
        {
            // The server may hold it for ever; nobody can wait for that.
            Leave(client);
        }
    }

    private void Greet(ProxyClient client)
    {
        var head = client.Requests.Head;
        var bytes = Greeting.Length(head);
        if (bytes < 0)
        {
            client.HasEnded = true;
        }
        else if (bytes > 0 && bytes <= head.Length)
        {
            client.IsBigEndian = head[0] == Greeting.BigEndian;
            var isWelcome = IsOurUser(client.Client) || IsCookie(Greeting.CookieOf(head[..bytes]));
            client.Requests.Drop(bytes);
            if (!isWelcome || !ConnectToServer(client))
            {
                var reason = isWelcome
                    ? "The server has ended"
                    : "Authorization required, but no authorization protocol specified\n";
                client.Messages.Insert(Greeting.Refuse(client.IsBigEndian, reason));
                client.Stage = ClientStage.Refused;
            }
        }
    }

    private bool ConnectToServer(ProxyClient client)
    {
        try
        {
            client.Server = _server.Connect();
            client.Server.Send(Greeting.Make(client.IsBigEndian, _server.Cookie));
            client.Server.Blocking = false;
            client.Stage = ClientStage.Waiting;
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private bool IsCookie(ReadOnlySpan<byte> offered) => CryptographicOperations.FixedTimeEquals(offered, _cookie);

    // As servers do: who runs as we do could read the cookie anyway.
    private static bool IsOurUser(Socket client)
    {
        Span<byte> credentials = stackalloc byte[12];
        var bytes = client.GetRawSocketOption(SolSocket, PeerCredentials, credentials);
        return bytes == credentials.Length && BitConverter.ToUInt32(credentials[4..]) == Live.NativeMethods.UserId();
    }

    private void ReadServer(ProxyClient client)
    {
        if (client.Stage == ClientStage.Gone)
        {
            return;
        }

        var wanted = client.Stage == ClientStage.Waiting ? 0 : MessagePassage.NextBytes(client);
        var state = client.Messages.Receive(client.Server!, wanted);
        if (client.Stage == ClientStage.Waiting)
        {
            Welcome(client);
        }

        if (client.Stage is ClientStage.Running or ClientStage.Closing)
        {
            _messages.LetGo(client, _now);
        }

        if (state == SocketState.Ended || client.Messages.Outgoing > MostUnreadBytes)
        {
            Close(client);
        }
    }

    private void Welcome(ProxyClient client)
    {
        var head = client.Messages.Head;
        var bytes = Greeting.ReplyLength(head, client.IsBigEndian);
        if (bytes == 0 || bytes > head.Length)
        {
            return;
        }

        if (!Greeting.IsAccepted(head))
        {
            client.Messages.Pass(bytes);
            client.Stage = ClientStage.Refused;
            return;
        }

        client.Base = Greeting.ResourceBase(head, client.IsBigEndian);
        CloseFormer(client.Base);
        _log.ClientStarted(client.Base, client.IsBigEndian, _now, head[..bytes]);
        client.Messages.Pass(bytes);
        client.Stage = ClientStage.Running;
        _clientCount++;
    }

    // The server gives away the base of a client that it has done with; that we have not heard its end yet is no matter.
    private void CloseFormer(uint clientBase)
    {
        if (
            _clients.Find(c => c.Base == clientBase && c.Stage is ClientStage.Running or ClientStage.Closing) is
            { } former
        )
        {
            Close(former);
        }
    }

    /// <summary>The end of a client at the server: what it still has to be told is told before it is forgotten.</summary>
    private void Close(ProxyClient client)
    {
        if (client.Stage is ClientStage.Running or ClientStage.Closing)
        {
            _log.ClientDied(client.Base, client.IsBigEndian, _now, (uint)client.Numbers.ClientSent);

            // The end itself is the server's word that it has done all it was sent.
            _unconfirmedOfGone += client.Stage == ClientStage.Closing ? 0 : (long)client.Numbers.Unseen;
        }

        client.Stage = ClientStage.Gone;
        client.Server?.Dispose();
        client.Server = null;
        _requests.Forget(client);
        _active = _active == client ? null : _active;
    }

    private void Forget(ProxyClient client)
    {
        if (client.Stage is not (ClientStage.Running or ClientStage.Closing))
        {
            client.Stage = ClientStage.Gone;
            client.IsDeaf = true;
        }
    }

    /// <summary>Sends what may go, both ways, and forgets clients to whom nothing is to be said any more.</summary>
    private void Deliver()
    {
        for (var i = _clients.Count - 1; i >= 0; i--)
        {
            var client = _clients[i];
            if (client.Server is { } server && client.Requests.Outgoing > 0)
            {
                // That the server does not take them shows when it is read.
                _ = client.Requests.Send(server);
            }

            if (!client.IsDeaf && client.Messages.Send(client.Client) == SocketState.Ended)
            {
                client.IsDeaf = true;
            }

            if (client.IsDeaf)
            {
                client.Messages.DropOutgoing();
            }

            if (client.Stage is ClientStage.Gone or ClientStage.Refused && client.Messages.Outgoing == 0)
            {
                client.Dispose();
                _clients.RemoveAt(i);
            }
        }
    }

    private void Count()
    {
        var unconfirmed = _clients.Sum(c => c.Stage == ClientStage.Running ? (long)c.Numbers.Unseen : 0);
        Counts = new ProxyCounts(
            _log.Requests - _ownRequestCount,
            _unconfirmedOfGone + unconfirmed,
            _clientCount,
            _syncCount,
            _checkpointCount,
            _file.Length
        );
    }
}
