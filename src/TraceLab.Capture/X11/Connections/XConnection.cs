using System.Net.Sockets;
using System.Text;
using TraceLab.Capture.X11.Protocol;
using TraceLab.Capture.X11.Proxy;
using TraceLab.Capture.X11.WireLog;
using TraceLab.Core.Faults;

namespace TraceLab.Capture.X11.Connections;

/// <summary>
/// One connection to an X server. Requests are gathered and sent in bulk; what the server sends back is dropped, except
/// the answers to questions asked here. Those come in the order of the questions, so many can be under way at once.
/// </summary>
internal sealed class XConnection : IDisposable
{
    private const int GatheredBytes = 1 << 16;
    private const byte Error = 0;
    private const byte Reply = 1;
    private const byte GenericEvent = 35;

    private readonly IXServer _server;
    private readonly Socket _socket;
    private readonly byte[] _gathered = new byte[GatheredBytes];
    private int _gatheredLength;
    private byte[] _received = new byte[1 << 16];
    private int _from;
    private int _to;
    private uint _sequence;
    private uint _answered;
    private uint _lastId;

    private XConnection(IXServer server, Socket socket, bool isBigEndian)
    {
        _server = server;
        _socket = socket;
        IsBigEndian = isBigEndian;
        Compose = new RequestWriter(isBigEndian);
    }

    public bool IsBigEndian { get; }

    /// <summary>For questions of our own; what it composes is handed to <see cref="Ask"/> or <see cref="Send"/>.</summary>
    public RequestWriter Compose { get; }

    public ServerSetup Setup { get; private set; } = null!;

    /// <exception cref="InputFaultException">The server is gone, or refuses.</exception>
    public static XConnection Open(IXServer server, bool isBigEndian)
    {
        var connection = new XConnection(server, server.Connect(), isBigEndian);
        try
        {
            connection.ReadSetup();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Requests since the last answer that was taken; no more than 2^15 may lie between two.</summary>
    public uint RequestsSinceAnswer => _sequence - _answered;

    /// <summary>A resource id that was not used yet.</summary>
    public uint NewId() => Setup.ResourceBase + ++_lastId;

    /// <summary>Adds one whole request to what will be sent.</summary>
    public void Send(ReadOnlySpan<byte> request)
    {
        if (_gatheredLength + request.Length > GatheredBytes)
        {
            Flush();
        }

        if (request.Length > GatheredBytes)
        {
            SendAll(request);
        }
        else
        {
            request.CopyTo(_gathered.AsSpan(_gatheredLength));
            _gatheredLength += request.Length;
        }

        _sequence++;

        // Answers carry 16 bits of the number, so that more requests than that must never be between two of them.
        if (_sequence - _answered >= short.MaxValue)
        {
            Synchronize();
        }
    }

    /// <summary>Adds a question; its number is what <see cref="Answer"/> wants to know.</summary>
    public uint Ask(ReadOnlySpan<byte> request)
    {
        Send(request);
        return _sequence;
    }

    /// <summary>
    /// Waits for the answer to a question: the whole reply or, if it failed, the error. Valid until the next call. Answers
    /// must be taken in the order of the questions.
    /// </summary>
    public WireBytes Answer(uint question)
    {
        Flush();
        while (true)
        {
            var message = ReadMessage();
            var type = message.U8(0);
            if ((type is Reply or Error) && message.U16(2) == (ushort)question)
            {
                _answered = question;
                return message;
            }
        }
    }

    /// <summary>The major opcode of an extension; 0 if the server lacks it.</summary>
    public byte OpcodeOf(string extension) => NumbersOf(extension)?.MajorOpcode ?? 0;

    /// <summary>An extension as the server numbers it; null if it lacks it.</summary>
    public ExtensionNumbers? NumbersOf(string extension)
    {
        const byte QueryExtension = 98;
        var name = Encoding.ASCII.GetBytes(extension);
        var request = Compose.Begin(QueryExtension).U16(name.Length).U16(0).Padded(name).Request;
        var reply = Answer(Ask(request));
        return reply.U8(0) == 1 && reply.U8(8) != 0
            ? new ExtensionNumbers(reply.U8(9), reply.U8(10), reply.U8(11))
            : null;
    }

    /// <summary>The reply that lists RENDER's formats (<see cref="ServerFormat.ListIn"/>); an error if the server lacks it.</summary>
    public WireBytes AskFormats()
    {
        const byte QueryPictFormats = 1;
        return Answer(Ask(Compose.Begin(OpcodeOf("RENDER"), QueryPictFormats).Request));
    }

    /// <summary>Gives the socket away, with what was received and not looked at. The connection serves for nothing more.</summary>
    public (Socket Socket, byte[] Received) Release() => (_socket, _received[_from.._to]);

    /// <summary>Waits until the server has executed all that was sent.</summary>
    public void Synchronize()
    {
        const byte GetInputFocus = 43;
        _ = Answer(Ask(Compose.Begin(GetInputFocus).Request));
    }

    /// <summary>Sends what was gathered.</summary>
    public void Flush()
    {
        SendAll(_gathered.AsSpan(0, _gatheredLength));
        _gatheredLength = 0;
    }

    /// <summary>Ends the connection and waits until the server has freed what belonged to it.</summary>
    public void Close()
    {
        Flush();
        _socket.Shutdown(SocketShutdown.Send);
        while (_socket.Receive(_received) > 0) { }

        Dispose();
    }

    public void Dispose() => _socket.Dispose();

    private void ReadSetup()
    {
        const int HeadBytes = 8;
        SendAll(Greeting.Make(IsBigEndian, _server.Cookie));
        Fill(HeadBytes);
        var bytes = Greeting.ReplyLength(_received.AsSpan(_from, HeadBytes), IsBigEndian);
        Fill(bytes);
        var reply = _received.AsSpan(_from, bytes);
        if (!Greeting.IsAccepted(reply))
        {
            throw _server.Refused(
                Encoding.ASCII.GetString(reply.Slice(HeadBytes, Math.Min(reply[1], bytes - HeadBytes)))
            );
        }

        Setup = ServerSetup.Parse(reply.ToArray(), IsBigEndian);
        _from += bytes;
    }

    private WireBytes ReadMessage()
    {
        Fill(32);
        var head = new WireBytes(_received.AsSpan(_from, 32), IsBigEndian);
        var type = head.U8(0) & 0x7F;
        var bytes = type is Reply or GenericEvent ? 32 + ((int)head.U32(4) * 4) : 32;
        Fill(bytes);
        var message = new WireBytes(_received.AsSpan(_from, bytes), IsBigEndian);
        _from += bytes;
        return message;
    }

    private void Fill(int bytes)
    {
        if (_from + bytes > _received.Length)
        {
            var target = bytes > _received.Length ? new byte[Math.Max(bytes, _received.Length * 2)] : _received;
            Buffer.BlockCopy(_received, _from, target, 0, _to - _from);
            (_received, _from, _to) = (target, 0, _to - _from);
        }

        try
        {
            while (_to - _from < bytes)
            {
                var read = _socket.Receive(_received, _to, _received.Length - _to, SocketFlags.None);
                _to += read > 0 ? read : throw _server.Ended(null);
            }
        }
        catch (SocketException fault)
        {
            throw _server.Ended(fault);
        }
    }

    private void SendAll(ReadOnlySpan<byte> bytes)
    {
        try
        {
            while (!bytes.IsEmpty)
            {
                bytes = bytes[_socket.Send(bytes)..];
            }
        }
        catch (SocketException fault)
        {
            throw _server.Ended(fault);
        }
    }
}
