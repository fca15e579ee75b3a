using TraceLab.Capture.X11.Protocol;
using TraceLab.Capture.X11.WireLog;

namespace TraceLab.Capture.X11.Proxy;

/// <summary>
/// Lets whole requests of a client go out to the server and writes them into the log, in one order. Knows the few requests
/// whose meaning matters to the order itself.
/// </summary>
internal sealed class RequestPassage(WireLogWriter log, IReadOnlyDictionary<string, ExtensionNumbers> extensions)
{
    /// <summary>So many requests go out before the server must have shown that it counted them: it counts 16 bits.</summary>
    public const int MostUnseen = 60_000;

    private const byte GrabServer = 36;
    private const byte UngrabServer = 37;
    private const byte CreatePixmap = 53;
    private const byte FreePixmap = 54;
    private const byte QueryExtension = 98;
    private const byte ListExtensions = 99;
    private const byte BigRequestsEnable = 0;
    private const byte SyncAwait = 7;
    private const byte SyncAwaitFence = 19;
    private const byte TestFakeInput = 2;

    private readonly int _bigRequests = MajorOf(extensions, "BIG-REQUESTS");
    private readonly int _sync = MajorOf(extensions, "SYNC");
    private readonly int _test = MajorOf(extensions, "XTEST");

    /// <summary>The client to which alone the server listens at present, or null.</summary>
    public ProxyClient? Grabber { get; private set; }

    /// <summary>What can be looked at besides the screen.</summary>
    public ColorPixmaps Pixmaps { get; } = new();

    /// <summary>A client whose hold on the server, and whose pixmaps, end with it.</summary>
    public void Forget(ProxyClient client)
    {
        Grabber = Grabber == client ? null : Grabber;
        Pixmaps.Forget(client);
    }

    /// <summary>
    /// Lets all whole requests go that are there, up to one after which the server may hold the client back. Whether such a
    /// one comes next: it may only go when all before it is done, and through <see cref="LetHoldingGo"/>.
    /// </summary>
    public bool LetGo(ProxyClient client, uint timeMilliseconds)
    {
        while (
            client.Numbers.Unseen < MostUnseen
            && client.NextRequestBytes is > 0 and var bytes
            && bytes <= client.Requests.Incoming
        )
        {
            var request = client.Requests.Head[..bytes];
            if (MayHold(new WireBytes(request, client.IsBigEndian)))
            {
                return true;
            }

            LetGo(client, request, timeMilliseconds);
        }

        return false;
    }

    /// <summary>Lets the one request go that <see cref="LetGo(ProxyClient, uint)"/> stopped at.</summary>
    public void LetHoldingGo(ProxyClient client, uint timeMilliseconds) =>
        LetGo(client, client.Requests.Head[..client.NextRequestBytes], timeMilliseconds);

    private void LetGo(ProxyClient client, Span<byte> request, uint timeMilliseconds)
    {
        var sequence = client.Numbers.Forward();
        Look(client, request, sequence);
        log.Request(client.Base, client.IsBigEndian, timeMilliseconds, (uint)sequence, request);
        client.Requests.Pass(request.Length);
    }

    private void Look(ProxyClient client, Span<byte> request, ulong sequence)
    {
        var opcode = request[0];
        switch (opcode)
        {
            case GrabServer when request.Length == 4:
                Grabber = client;
                break;
            case UngrabServer when request.Length == 4 && Grabber == client:
                Grabber = null;
                break;
            case CreatePixmap:
                Pixmaps.Create(client, new WireBytes(request, client.IsBigEndian));
                break;
            case FreePixmap:
                Pixmaps.Free(new WireBytes(request, client.IsBigEndian).U32(4));
                break;
            case QueryExtension:
                ExtensionFilter.HideInQuery(request, new WireBytes(request, client.IsBigEndian).U16(4));
                break;
            case ListExtensions:
                client.ListsOfExtensions.Enqueue(sequence);
                break;
            default:
                client.HasBigRequests |= opcode == _bigRequests && request[1] == BigRequestsEnable;
                break;
        }
    }

    // SYNC can make a client wait for others, XTEST for some time (as its field at offset 8 says).
    private bool MayHold(WireBytes request)
    {
        var opcode = request.U8(0);
        return (opcode == _sync && request.U8(1) is SyncAwait or SyncAwaitFence)
            || (opcode == _test && request.U8(1) == TestFakeInput && request.U32(8) != 0);
    }

    private static int MajorOf(IReadOnlyDictionary<string, ExtensionNumbers> extensions, string name) =>
        extensions.TryGetValue(name, out var numbers) ? numbers.MajorOpcode : -1;
}
