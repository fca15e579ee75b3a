using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text;
using TraceLab.Capture.X11.Proxy;

namespace TraceLab.Tests.Capture.X11.Proxy;

/// <summary>An X client that sends what it is told, in either byte order, and counts its requests itself.</summary>
internal sealed class RawClient : IDisposable
{
    private readonly NetworkStream _stream;
    private readonly bool _isBig;

    public RawClient(ProxySession session, bool isBigEndian = false)
        : this(new ServerAddress(session.Display, []), isBigEndian) { }

    public RawClient(ServerAddress server, bool isBigEndian = false)
    {
        _isBig = isBigEndian;
        Socket = server.Connect();
        Socket.ReceiveTimeout = 20_000;
        _stream = new NetworkStream(Socket, ownsSocket: true);
        _stream.Write(Greeting.Make(isBigEndian, server.Cookie));
        var head = Read(8);
        Setup = [.. head, .. Read(U16(head, 6) * 4)];
        Assert.Equal(1, Setup[0]);
        Base = U32(Setup, 12);
        var screen = 40 + ((U16(Setup, 24) + 3) & ~3) + (8 * Setup[29]);
        Root = U32(Setup, screen);
    }

    public Socket Socket { get; }

    public byte[] Setup { get; }

    public uint Base { get; }

    public uint Root { get; }

    /// <summary>Requests sent.</summary>
    public uint Sent { get; private set; }

    /// <summary>A request of 32-bit fields after its head.</summary>
    public byte[] Make(byte opcode, byte detail, params uint[] fields)
    {
        var request = new byte[4 + (4 * fields.Length)];
        (request[0], request[1]) = (opcode, detail);
        Write16(request.AsSpan(2), (ushort)(request.Length / 4));
        for (var i = 0; i < fields.Length; i++)
        {
            Write32(request.AsSpan(4 + (4 * i)), fields[i]);
        }

        return request;
    }

    /// <summary>Two 16-bit numbers as they stand in one field.</summary>
    public uint Pair(int first, int second) =>
        _isBig ? ((uint)(ushort)first << 16) | (ushort)second : (ushort)first | ((uint)(ushort)second << 16);

    public void Send(byte[] requests, uint count = 1)
    {
        _stream.Write(requests);
        Sent += count;
    }

    public void Send(byte opcode, byte detail, params uint[] fields) => Send(Make(opcode, detail, fields));

    /// <summary>The next error, reply or event, whole.</summary>
    public byte[] Receive()
    {
        var head = Read(32);
        return head[0] == 1 ? [.. head, .. Read((int)U32(head, 4) * 4)] : head;
    }

    /// <summary>Sends a request and gives what answers it; that must have its number.</summary>
    public byte[] Ask(byte opcode, byte detail, params uint[] fields)
    {
        Send(opcode, detail, fields);
        var answer = Receive();
        while (answer[0] > 1)
        {
            answer = Receive();
        }

        Assert.Equal((ushort)Sent, U16(answer, 2));
        return answer;
    }

    /// <summary>What the server says of an extension: present, major opcode, first event, first error.</summary>
    public byte[] QueryExtension(string name)
    {
        var text = new byte[(name.Length + 3) & ~3];
        Encoding.ASCII.GetBytes(name, text);
        var head = Make(98, 0, Pair(name.Length, 0));
        Write16(head.AsSpan(2), (ushort)((head.Length + text.Length) / 4));
        Send([.. head, .. text]);
        var reply = Receive();
        Assert.Equal((ushort)Sent, U16(reply, 2));
        return reply[8..12];
    }

    /// <summary>What a display shows, without the unused byte.</summary>
    public static uint[] Screen(ServerAddress server, int width, int height)
    {
        const byte GetImage = 73;
        const byte ZPixmap = 2;
        using var client = new RawClient(server);
        var reply = client.Ask(GetImage, ZPixmap, client.Root, 0, client.Pair(width, height), uint.MaxValue);
        var pixels = new uint[width * height];
        for (var i = 0; i < pixels.Length; i++)
        {
            pixels[i] = client.U32(reply, 32 + (4 * i)) & 0x00FFFFFF;
        }

        return pixels;
    }

    /// <summary>What a display shows after nothing has changed for a while.</summary>
    public static uint[] StillScreen(ServerAddress server, int width, int height)
    {
        var deadline = DateTime.UtcNow + ProxyFixture.Patience;
        var previous = Screen(server, width, height);
        for (var same = 0; same < 5; )
        {
            Assert.True(DateTime.UtcNow < deadline, "the screen does not come to rest");
            Thread.Sleep(200);
            var shown = Screen(server, width, height);
            same = shown.AsSpan().SequenceEqual(previous) ? same + 1 : 0;
            previous = shown;
        }

        return previous;
    }

    /// <summary>Waits until the server has done all that was asked.</summary>
    public void Sync() => Assert.Equal(1, Ask(43, 0)[0]);

    public ushort U16(ReadOnlySpan<byte> bytes, int at) =>
        _isBig
            ? BinaryPrimitives.ReadUInt16BigEndian(bytes[at..])
            : BinaryPrimitives.ReadUInt16LittleEndian(bytes[at..]);

    public uint U32(ReadOnlySpan<byte> bytes, int at) =>
        _isBig
            ? BinaryPrimitives.ReadUInt32BigEndian(bytes[at..])
            : BinaryPrimitives.ReadUInt32LittleEndian(bytes[at..]);

    public void Dispose() => _stream.Dispose();

    private void Write16(Span<byte> bytes, ushort value) => Greeting.Write16(bytes, value, _isBig);

    private void Write32(Span<byte> bytes, uint value) => Greeting.Write32(bytes, value, _isBig);

    private byte[] Read(int count)
    {
        var bytes = new byte[count];
        _stream.ReadExactly(bytes);
        return bytes;
    }
}
