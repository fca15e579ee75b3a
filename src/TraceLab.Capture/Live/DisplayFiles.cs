using System.Net.Sockets;

namespace TraceLab.Capture.Live;

/// <summary>What an X server has lying about in the file system, and the name that takes its number.</summary>
internal static class DisplayFiles
{
    public const string SocketFolder = "/tmp/.X11-unix";

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
}
