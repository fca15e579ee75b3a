using System.Net.Sockets;
using TraceLab.Capture.Live;
using TraceLab.Capture.X11.Connections;
using TraceLab.Core.Faults;

namespace TraceLab.Capture.X11.Mirror;

/// <summary>
/// A private X server without a screen of its own, driven by the recorder alone. It ends with us, and takes its socket and
/// lock file with it.
/// </summary>
internal sealed class MirrorServer : IXServer, IDisposable
{
    private const string Remedy = "the server is installed with: apt-get install xvfb";

    private readonly OwnedProcess _process;

    private MirrorServer(OwnedProcess process, int display)
    {
        _process = process;
        Display = display;
    }

    public int Display { get; }

    public byte[] Cookie => [];

    /// <summary>Starts the server and waits until it accepts connections. The calling thread must live as long as it.</summary>
    /// <exception cref="InputFaultException">Xvfb is missing, or did not start.</exception>
    public static MirrorServer Start(int width, int height, int depth)
    {
        if (Programs.Find("Xvfb") is null)
        {
            throw new InputFaultException("Xvfb is not installed", remedy: Remedy);
        }

        var process = OwnedProcess.Start("sh", Arguments(width, height, depth), NoEnvironment, isQuiet: true);
        try
        {
            return new MirrorServer(process, DisplayNumber.WaitFor(process, "Xvfb", Remedy, CancellationToken.None));
        }
        catch
        {
            process.Dispose();
            throw;
        }
    }

    public Socket Connect()
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            socket.Connect(new UnixDomainSocketEndPoint(DisplayFiles.SocketPathOf(Display)));
            return socket;
        }
        catch (SocketException fault)
        {
            socket.Dispose();
            throw Ended(fault);
        }
    }

    /// <summary>What to say when the server is gone: its own last words.</summary>
    public InputFaultException Ended(Exception? inner) =>
        new(
            "the mirror server ended",
            found: string.Join(" | ", _process.LastLines().TakeLast(4)),
            remedy: "import the log again",
            inner: inner
        );

    public InputFaultException Refused(string reason) => new("the mirror server refuses a client", found: reason);

    public void Dispose()
    {
        _process.Dispose();
        DisplayFiles.RemoveLeftovers(Display);
    }

    private static readonly Dictionary<string, string?> NoEnvironment = new(StringComparer.Ordinal);

    // The server tells its display number on descriptor 3, our pipe. It neither resets when its clients leave nor blanks.
    private static string[] Arguments(int width, int height, int depth) =>
        [
            "-c",
            "exec \"$@\" 3>&1 1>&2",
            "sh",
            "Xvfb",
            "-displayfd",
            "3",
            "-screen",
            "0",
            $"{width}x{height}x{depth}",
            "-nolisten",
            "tcp",
            "-noreset",
            "-s",
            "0",
        ];
}
