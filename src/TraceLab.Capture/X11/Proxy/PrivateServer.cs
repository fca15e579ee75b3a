using System.Security.Cryptography;
using TraceLab.Capture.Live;
using TraceLab.Core.Faults;

namespace TraceLab.Capture.X11.Proxy;

/// <summary>
/// An X server for one session alone: an Xvfb, or a Xephyr in a window of the user's own desktop. It listens to no network,
/// knows nobody without its secret, and goes with us.
/// </summary>
internal sealed class PrivateServer : IDisposable
{
    private readonly OwnedProcess _process;

    private PrivateServer(OwnedProcess process, ServerAddress address)
    {
        _process = process;
        Address = address;
    }

    public ServerAddress Address { get; }

    /// <summary>The process, which leads a group of its own.</summary>
    public int Id => _process.Id;

    /// <param name="folder">For its secret; must be its owner's alone.</param>
    /// <param name="width">Of the screen, in pixels.</param>
    /// <param name="height">The same.</param>
    /// <param name="isShown">Whether in a window on the display that we were started from.</param>
    /// <param name="stop">For who does not want to wait.</param>
    /// <exception cref="InputFaultException">It did not start.</exception>
    public static PrivateServer Start(string folder, int width, int height, bool isShown, CancellationToken stop)
    {
        var (program, package) = isShown ? ("Xephyr", "xserver-xephyr") : ("Xvfb", "xvfb");
        if (Programs.Find(program) is null)
        {
            throw new InputFaultException(
                $"{program} is not installed",
                remedy: $"on Debian and Ubuntu: apt-get install {package}"
            );
        }

        var cookie = RandomNumberGenerator.GetBytes(CookieFile.CookieBytes);
        var authority = Path.Combine(folder, "server.cookie");
        CookieFile.Write(authority, 0, cookie);
        string[] screen = isShown ? ["-screen", $"{width}x{height}x24"] : ["-screen", "0", $"{width}x{height}x24"];
        string[] common = ["-displayfd", "1", "-auth", authority, "-nolisten", "tcp", "-noreset", "-s", "0"];
        var process = OwnedProcess.Start(
            program,
            [.. common, .. screen],
            new Dictionary<string, string?>(StringComparer.Ordinal),
            isQuiet: true
        );
        try
        {
            return new PrivateServer(
                process,
                new ServerAddress(DisplayNumber.WaitFor(process, program, remedy: null, stop), cookie)
            );
        }
        catch
        {
            process.Dispose();
            throw;
        }
    }

    /// <summary>Ends the server, and sees that its socket and its lock are gone.</summary>
    public void Dispose()
    {
        _process.Dispose();
        DisplayFiles.RemoveLeftovers(Address.Display);
    }
}
