using System.Net.Sockets;

namespace TraceLab.Capture.X11.Proxy;

/// <summary>A display of this machine and what it asks of its clients.</summary>
/// <param name="Display">The number after the colon.</param>
/// <param name="Cookie">The display's secret; empty if it wants none.</param>
internal sealed record ServerAddress(int Display, byte[] Cookie)
{
    public const string SocketFolder = "/tmp/.X11-unix";

    public string SocketPath => SocketPathOf(Display);

    public static string SocketPathOf(int display) => $"{SocketFolder}/X{display}";

    public static string LockPathOf(int display) => $"/tmp/.X{display}-lock";

    /// <summary>Takes a display's number for as long as the socket is not disposed of; null if somebody has it.</summary>
    /// <remarks>
    /// Servers that are told to find a number themselves look at no lock, but at the name outside the file system, and then
    /// replace whatever socket lies there. Nobody listens at that name: clients that try it go on to the socket's file.
    /// </remarks>
    public static Socket? Reserve(int display)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            socket.Bind(new UnixDomainSocketEndPoint("\0" + SocketPathOf(display)));
            return socket;
        }
        catch (SocketException)
        {
            socket.Dispose();
            return null;
        }
    }

    /// <summary>Removes what a killed server left lying about, unless another one has taken its number already.</summary>
    public static void RemoveLeftovers(int display)
    {
        using var reservation = Reserve(display);
        if (reservation is not null)
        {
            File.Delete(LockPathOf(display));
            File.Delete(SocketPathOf(display));
        }
    }

    /// <exception cref="SocketException">Nobody listens there.</exception>
    public Socket Connect()
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            socket.Connect(new UnixDomainSocketEndPoint(SocketPath));
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
