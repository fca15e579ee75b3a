using System.Buffers.Binary;
using System.Net.Sockets;

namespace TraceLab.Tests.Capture.Live;

/// <summary>
/// The least of an X client: it looks at the root window through GetImage, so that the server itself is the witness of
/// what is on its screen. Little-endian, no authorisation, one screen of 32 bits a pixel.
/// </summary>
internal sealed class XScreenshot : IDisposable
{
    private const byte WarpPointer = 41;
    private const byte GetImage = 73;

    private readonly NetworkStream _stream;
    private readonly uint _root;

    public XScreenshot(string display)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Connect(new UnixDomainSocketEndPoint($"/tmp/.X11-unix/X{display.TrimStart(':')}"));
        _stream = new NetworkStream(socket, ownsSocket: true);
        _stream.Write([(byte)'l', 0, 11, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
        var head = Read(8);
        Assert.Equal(1, head[0]);
        var setup = Read(BinaryPrimitives.ReadUInt16LittleEndian(head.AsSpan(6)) * 4);

        // Fixed fields, the vendor's name, the pixmap formats; then the first screen.
        var vendorBytes = (BinaryPrimitives.ReadUInt16LittleEndian(setup.AsSpan(16)) + 3) / 4 * 4;
        var screen = setup.AsSpan(32 + vendorBytes + (setup[21] * 8));
        _root = BinaryPrimitives.ReadUInt32LittleEndian(screen);
        Width = BinaryPrimitives.ReadUInt16LittleEndian(screen[20..]);
        Height = BinaryPrimitives.ReadUInt16LittleEndian(screen[22..]);
    }

    public int Width { get; }

    public int Height { get; }

    public void MovePointer(int x, int y)
    {
        var request = Request(WarpPointer, 0, 24);
        BinaryPrimitives.WriteUInt32LittleEndian(request.AsSpan(8), _root);
        BinaryPrimitives.WriteInt16LittleEndian(request.AsSpan(20), (short)x);
        BinaryPrimitives.WriteInt16LittleEndian(request.AsSpan(22), (short)y);
        _stream.Write(request);
    }

    /// <summary>The screen's pixels, top row first, without the unused byte.</summary>
    public uint[] Take()
    {
        const byte ZPixmap = 2;
        var request = Request(GetImage, ZPixmap, 20);
        BinaryPrimitives.WriteUInt32LittleEndian(request.AsSpan(4), _root);
        BinaryPrimitives.WriteUInt16LittleEndian(request.AsSpan(12), (ushort)Width);
        BinaryPrimitives.WriteUInt16LittleEndian(request.AsSpan(14), (ushort)Height);
        BinaryPrimitives.WriteUInt32LittleEndian(request.AsSpan(16), uint.MaxValue);
        _stream.Write(request);
        var head = Read(32);
        while (head[0] > 1)
        {
            // An event, which nobody asked for: the keyboard's mapping changed.
            head = Read(32);
        }

        Assert.Equal(1, head[0]);
        var bytes = Read(BinaryPrimitives.ReadInt32LittleEndian(head.AsSpan(4)) * 4);
        var pixels = new uint[Width * Height];
        for (var i = 0; i < pixels.Length; i++)
        {
            pixels[i] = BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(i * 4)) & 0x00FFFFFF;
        }

        return pixels;
    }

    /// <summary>A screenshot after which nothing has changed for a while.</summary>
    public uint[] TakeWhenStill(TimeSpan limit)
    {
        var deadline = DateTime.UtcNow + limit;
        var previous = Take();
        for (var same = 0; same < 4; )
        {
            Assert.True(DateTime.UtcNow < deadline, "the screen does not come to rest");
            Thread.Sleep(150);
            var now = Take();
            same = now.AsSpan().SequenceEqual(previous) ? same + 1 : 0;
            previous = now;
        }

        return previous;
    }

    public void Dispose() => _stream.Dispose();

    private static byte[] Request(byte opcode, byte detail, int size)
    {
        var request = new byte[size];
        request[0] = opcode;
        request[1] = detail;
        BinaryPrimitives.WriteUInt16LittleEndian(request.AsSpan(2), (ushort)(size / 4));
        return request;
    }

    private byte[] Read(int count)
    {
        var bytes = new byte[count];
        _stream.ReadExactly(bytes);
        return bytes;
    }
}
