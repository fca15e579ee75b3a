using System.Net.Sockets;
using TraceLab.Capture.Live;

namespace TraceLab.Capture.X11.Proxy;

/// <summary>A display of this machine and what it asks of its clients.</summary>
/// <param name="Display">The number after the colon.</param>
/// <param name="Cookie">The display's secret; empty if it wants none.</param>
internal sealed record ServerAddress(int Display, byte[] Cookie)
{
    /// <exception cref="SocketException">Nobody listens there.</exception>
    public Socket Connect()
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            socket.Connect(new UnixDomainSocketEndPoint(DisplayFiles.SocketPathOf(Display)));
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
