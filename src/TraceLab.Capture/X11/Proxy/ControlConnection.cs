using System.Net.Sockets;
using System.Text;
using TraceLab.Capture.X11.Protocol;
using TraceLab.Capture.X11.WireLog;
using TraceLab.Core.Faults;

namespace TraceLab.Capture.X11.Proxy;

/// <summary>
/// The recorder's own connection to the server that is recorded, little-endian: it asks for the extensions' numbers first,
/// and later takes pictures of the screen.
/// </summary>
internal sealed class ControlConnection : IDisposable
{
    private const byte GetImageOpcode = 73;
    private const byte QueryExtensionOpcode = 98;
    private const byte ZPixmap = 2;
    private const int ReplyBytes = 32;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly ByteQueue _messages = new();
    private int _wanted;

    private ControlConnection(Socket socket, ServerSetup setup)
    {
        Socket = socket;
        Setup = setup;
    }

    public Socket Socket { get; }

    public ServerSetup Setup { get; }

    /// <summary>Those that the server has of the ones a recorded client may know of.</summary>
    public Dictionary<string, ExtensionNumbers> Extensions { get; } = new(StringComparer.Ordinal);

    /// <summary>The server's reply to RENDER's QueryPictFormats; empty if it lacks it.</summary>
    public byte[] FormatsReply { get; private set; } = [];

    /// <exception cref="InputFaultException">The server is not there, or refuses.</exception>
    public static ControlConnection Open(ServerAddress server)
    {
        Socket? socket = null;
        try
        {
            socket = server.Connect();
            socket.ReceiveTimeout = (int)Patience.TotalMilliseconds;
            SendAll(socket, Greeting.Make(isBigEndian: false, server.Cookie));
            var reply = ReceiveAll(socket, new byte[8], 0);
            var setup = new byte[Greeting.ReplyLength(reply, isBigEndian: false)];
            reply.CopyTo(setup, 0);
            ReceiveAll(socket, setup, reply.Length);
            if (!Greeting.IsAccepted(setup))
            {
                throw Fault(server, Encoding.ASCII.GetString(setup.AsSpan(8, Math.Min(setup[1], setup.Length - 8))));
            }

            var control = new ControlConnection(socket, ServerSetup.Parse(setup));
            control.FindExtensions();
            control.FindFormats();
            socket.Blocking = false;
            return control;
        }
        catch (SocketException failure)
        {
            socket?.Dispose();
            throw Fault(server, failure.Message, failure);
        }
        catch
        {
            socket?.Dispose();
            throw;
        }
    }

    /// <summary>The number of the last request, which its answer carries.</summary>
    public uint Sequence { get; private set; }

    /// <summary>Asks for all pixels of a drawable; its request as it went to the server.</summary>
    public byte[] RequestPixels(uint drawable, int width, int height)
    {
        Sequence++;
        var request = new byte[20];
        request[0] = GetImageOpcode;
        request[1] = ZPixmap;
        Greeting.Write16(request.AsSpan(2), 5, isBigEndian: false);
        BitConverter.TryWriteBytes(request.AsSpan(4), drawable);
        BitConverter.TryWriteBytes(request.AsSpan(12), (ushort)width);
        BitConverter.TryWriteBytes(request.AsSpan(14), (ushort)height);
        BitConverter.TryWriteBytes(request.AsSpan(16), uint.MaxValue);
        SendAll(Socket, request);
        return request;
    }

    /// <summary>Takes in what has come. Whether the server is still there.</summary>
    public bool Receive() => _messages.Receive(Socket, _wanted) != SocketState.Ended;

    /// <summary>The next whole reply or error, or nothing if it has not come. Valid until the next call.</summary>
    public ReadOnlySpan<byte> TakeAnswer()
    {
        while (_messages.Incoming >= ReplyBytes)
        {
            var head = _messages.Head;
            _wanted = (int)MessageLength.OfServerMessage(new WireBytes(head, isBigEndian: false));
            if (head.Length < _wanted)
            {
                return [];
            }

            var bytes = _wanted;
            _wanted = 0;
            _messages.Drop(bytes);
            if (head[0] <= 1)
            {
                return head[..bytes];
            }
        }

        return [];
    }

    public void Dispose() => Socket.Dispose();

    private static InputFaultException Fault(ServerAddress server, string found, Exception? inner = null) =>
        new(
            $"display :{server.Display} cannot be used",
            expected: "an X server that accepts us",
            found: found.Trim(),
            remedy: "see that it runs on this machine and that XAUTHORITY names its cookies",
            inner: inner
        );

    // Its requests are few and short: a server that does not take them at once is stuck.
    private static void SendAll(Socket socket, ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            bytes = bytes[socket.Send(bytes)..];
        }
    }

    private static byte[] ReceiveAll(Socket socket, byte[] bytes, int from)
    {
        while (from < bytes.Length)
        {
            var count = socket.Receive(bytes.AsSpan(from));
            from += count > 0 ? count : throw new SocketException((int)SocketError.ConnectionReset);
        }

        return bytes;
    }

    private void FindExtensions()
    {
        foreach (var name in ExtensionFilter.Names)
        {
            var request = new byte[8 + ((name.Length + 3) & ~3)];
            request[0] = QueryExtensionOpcode;
            Greeting.Write16(request.AsSpan(2), (ushort)(request.Length / 4), isBigEndian: false);
            Greeting.Write16(request.AsSpan(4), (ushort)name.Length, isBigEndian: false);
            Encoding.ASCII.GetBytes(name, request.AsSpan(8));
            SendAll(Socket, request);
            Sequence++;
            var reply = ReceiveAll(Socket, new byte[ReplyBytes], 0);
            if (reply[8] != 0)
            {
                Extensions[name] = new ExtensionNumbers(reply[9], reply[10], reply[11]);
            }
        }
    }

    private void FindFormats()
    {
        const byte QueryPictFormats = 1;
        if (!Extensions.TryGetValue("RENDER", out var render))
        {
            return;
        }

        SendAll(Socket, [render.MajorOpcode, QueryPictFormats, 1, 0]);
        Sequence++;
        var head = ReceiveAll(Socket, new byte[ReplyBytes], 0);
        FormatsReply = new byte[MessageLength.OfServerMessage(new WireBytes(head, isBigEndian: false))];
        head.CopyTo(FormatsReply, 0);
        ReceiveAll(Socket, FormatsReply, head.Length);
    }
}
