using System.Net.Sockets;

namespace TraceLab.Capture.X11.Proxy;

/// <summary>How far a client's connection has come.</summary>
internal enum ClientStage : byte
{
    /// <summary>It has not said who it is.</summary>
    Greeting,

    /// <summary>The server has not answered its greeting.</summary>
    Waiting,

    /// <summary>Requests flow.</summary>
    Running,

    /// <summary>Refused; it is only told so.</summary>
    Refused,

    /// <summary>It is gone, and the server has been told; what it left is being cleaned up there.</summary>
    Closing,

    /// <summary>Over at both ends.</summary>
    Gone,
}

/// <summary>One client of the session: its own connection, the one to the server that stands for it, and what is on the way.</summary>
internal sealed class ProxyClient(Socket client) : IDisposable
{
    public Socket Client { get; } = client;

    /// <summary>Null until the greeting is read.</summary>
    public Socket? Server { get; set; }

    public ClientStage Stage { get; set; }

    /// <summary>From the client to the server.</summary>
    public ByteQueue Requests { get; } = new();

    /// <summary>From the server to the client.</summary>
    public ByteQueue Messages { get; } = new();

    public SequenceShift Numbers { get; } = new();

    /// <summary>Numbers of requests for a list of extensions whose replies have not come.</summary>
    public Queue<ulong> ListsOfExtensions { get; } = new();

    public bool IsBigEndian { get; set; }

    public uint Base { get; set; }

    public bool HasBigRequests { get; set; }

    /// <summary>Whether all that it will ever send has been read.</summary>
    public bool HasEnded { get; set; }

    /// <summary>Whether nothing can be sent to it any more.</summary>
    public bool IsDeaf { get; set; }

    /// <summary>Whether our own request is on the way, whose answer says that all before it is done.</summary>
    public bool IsSyncing { get; set; }

    /// <summary>Whether the server holds back what follows, until something else happens: others must go on meanwhile.</summary>
    public bool IsParked { get; set; }

    /// <summary>Whether the server has done all that was sent.</summary>
    public bool IsDone => Stage == ClientStage.Gone || (Stage == ClientStage.Running && Numbers.IsAllAnswered);

    /// <summary>Bytes of the request that comes first, if they are known; negative if the client must be closed for it.</summary>
    public int NextRequestBytes => RequestLength.Of(Requests.Head, IsBigEndian, HasBigRequests);

    public bool HasWholeRequest =>
        NextRequestBytes is var bytes && (bytes < 0 || (bytes > 0 && bytes <= Requests.Incoming));

    /// <summary>Whether there is something to do for it on the server.</summary>
    public bool HasWork => Stage == ClientStage.Running && !IsParked && (HasEnded || HasWholeRequest);

    public void Dispose()
    {
        Client.Dispose();
        Server?.Dispose();
    }
}
