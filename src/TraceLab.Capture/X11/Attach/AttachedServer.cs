using System.Net.Sockets;
using TraceLab.Capture.X11.Connections;
using TraceLab.Capture.X11.Proxy;
using TraceLab.Core.Faults;

namespace TraceLab.Capture.X11.Attach;

/// <summary>A server whose session runs already.</summary>
internal sealed class AttachedServer(ServerAddress address) : IXServer
{
    public byte[] Cookie => address.Cookie;

    public Socket Connect()
    {
        try
        {
            return address.Connect();
        }
        catch (SocketException failure)
        {
            throw Refused(failure.Message);
        }
    }

    public InputFaultException Ended(Exception? inner) =>
        new($"display :{address.Display}: the server ended, or closed our connection", inner: inner);

    public InputFaultException Refused(string reason) =>
        new(
            $"display :{address.Display} cannot be used",
            expected: "an X server that accepts us",
            found: reason.Trim(),
            remedy: "see that it runs on this machine and that XAUTHORITY names its cookies"
        );
}
