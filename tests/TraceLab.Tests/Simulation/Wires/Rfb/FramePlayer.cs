using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace TraceLab.Tests.Simulation.Wires.Rfb;

/// <summary>
/// An RFB 3.8 server on the loopback that has nothing of its own: after the handshake (RFC 6143 sections 7.1 to 7.3) it answers
/// the first request with all frames, byte for byte as a run encoded them.
/// </summary>
internal sealed class FramePlayer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Task _playing;

    public FramePlayer(int width, int height, IReadOnlyList<byte[]> frames)
    {
        _listener.Start();
        _playing = Task.Run(() => Play(width, height, frames));
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>What the client asked for as its pixel format (section 7.5.1), without padding.</summary>
    public byte[] PixelFormat { get; private set; } = [];

    /// <summary>Throws what went wrong while playing, if anything did.</summary>
    public void Finish() => _playing.GetAwaiter().GetResult();

    public void Dispose() => _listener.Dispose();

    private void Play(int width, int height, IReadOnlyList<byte[]> frames)
    {
        using var client = _listener.AcceptTcpClient();
        using var stream = client.GetStream();
        Shake(stream, width, height);
        while (HandleMessage(stream) != 3) { }

        foreach (var frame in frames)
        {
            stream.Write(frame);
        }

        // The client meets the end if it wants more; it goes on asking for updates, and hangs up when it has seen enough.
        client.Client.Shutdown(SocketShutdown.Send);
        while (stream.ReadByte() >= 0) { }
    }

    private static void Shake(NetworkStream stream, int width, int height)
    {
        stream.Write("RFB 003.008\n"u8);
        Assert.Equal("RFB 003.008\n"u8, Read(stream, 12));
        // One security type: none. The client picks it, and that is well.
        stream.Write([1, 1]);
        Assert.Equal(1, Read(stream, 1)[0]);
        stream.Write([0, 0, 0, 0]);
        Read(stream, 1);
        var init = new byte[24 + 5];
        BinaryPrimitives.WriteUInt16BigEndian(init, (ushort)width);
        BinaryPrimitives.WriteUInt16BigEndian(init.AsSpan(2), (ushort)height);
        byte[] format = [32, 24, 0, 1, 0, 255, 0, 255, 0, 255, 16, 8, 0];
        format.CopyTo(init, 4);
        init[23] = 5;
        "trace"u8.CopyTo(init.AsSpan(24));
        stream.Write(init);
    }

    // Reads one message (section 7.5) and returns its type.
    private byte HandleMessage(NetworkStream stream)
    {
        var type = Read(stream, 1)[0];
        switch (type)
        {
            case 0:
                PixelFormat = Read(stream, 19)[3..16];
                break;
            case 2:
                var count = BinaryPrimitives.ReadUInt16BigEndian(Read(stream, 3).AsSpan(1));
                Read(stream, 4 * count);
                break;
            case 3:
                Read(stream, 9);
                break;
            default:
                throw new InvalidDataException($"message {type} was not expected");
        }

        return type;
    }

    private static byte[] Read(NetworkStream stream, int length)
    {
        var bytes = new byte[length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
