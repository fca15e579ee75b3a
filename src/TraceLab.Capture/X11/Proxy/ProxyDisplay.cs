using System.Net.Sockets;
using TraceLab.Capture.Live;
using TraceLab.Core.Faults;

namespace TraceLab.Capture.X11.Proxy;

/// <summary>
/// A display of our own to which clients come: its number is claimed by a lock file, as servers do it, and its socket lies
/// where clients look. Both go with us, however we end.
/// </summary>
internal sealed class ProxyDisplay : IDisposable
{
    private const int FirstDisplay = 20;
    private const int LastDisplay = 999;
    private const int WaitingClients = 256;

    private readonly Socket _reservation;

    private ProxyDisplay(int number, Socket reservation, Socket listener, Reaper reaper)
    {
        Number = number;
        _reservation = reservation;
        Listener = listener;
        reaper.RemoveFile(DisplayFiles.SocketPathOf(number));
        reaper.RemoveFile(DisplayFiles.LockPathOf(number));
    }

    /// <summary>After the colon.</summary>
    public int Number { get; }

    public Socket Listener { get; }

    /// <summary>Takes the first number that nobody has.</summary>
    /// <param name="reaper">Removes what lies about when we are gone.</param>
    /// <exception cref="InputFaultException">All are taken.</exception>
    public static ProxyDisplay Claim(Reaper reaper)
    {
        Directory.CreateDirectory(DisplayFiles.SocketFolder);
        for (var number = FirstDisplay; number <= LastDisplay; number++)
        {
            if (!Lock(number))
            {
                continue;
            }

#pragma warning disable CA2000 // the display owns both
            var reservation = DisplayFiles.Reserve(number);
            var listener = reservation is null ? null : Listen(number);
#pragma warning restore CA2000
            if (reservation is not null && listener is not null)
            {
                return new ProxyDisplay(number, reservation, listener, reaper);
            }

            reservation?.Dispose();
            File.Delete(DisplayFiles.LockPathOf(number));
        }

        throw new InputFaultException(
            "no display is free",
            expected: $"one of :{FirstDisplay} to :{LastDisplay}",
            remedy: "remove locks of servers that have ended, /tmp/.X*-lock"
        );
    }

    /// <summary>Nobody comes any more; the number is ours until its files are gone.</summary>
    public void StopListening() => Listener.Dispose();

    public void Dispose()
    {
        Listener.Dispose();
        _reservation.Dispose();
    }

    // Whoever was killed may have somebody who tidies up after him a moment later, and would then remove what we put in its
    // place. So a lock is never taken over, whatever became of its owner; there are enough numbers.
    private static bool Lock(int number)
    {
        var path = DisplayFiles.LockPathOf(number);
        try
        {
            using var file = new FileStream(path, FileMode.CreateNew);
            using var text = new StreamWriter(file);
            text.Write($"{Environment.ProcessId, 10}\n");
            return true;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    // A server in another container may share the folder but not the locks.
    private static Socket? Listen(int number)
    {
        var path = DisplayFiles.SocketPathOf(number);
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            socket.Bind(new UnixDomainSocketEndPoint(path));
            socket.Listen(WaitingClients);
            return socket;
        }
        catch (SocketException)
        {
            socket.Dispose();
            return null;
        }
    }
}
