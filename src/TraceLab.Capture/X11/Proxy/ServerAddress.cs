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
