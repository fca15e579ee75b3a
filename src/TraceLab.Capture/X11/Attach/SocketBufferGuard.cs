using System.Globalization;
using TraceLab.Core.Faults;

namespace TraceLab.Capture.X11.Attach;

/// <summary>
/// Gives the server's end of new connections a large buffer: Linux takes its size from a setting of the whole machine at
/// the moment of connect(). Disposing puts the setting back, and a <see cref="Live.Reaper"/> does so should we be killed.
/// </summary>
internal sealed class SocketBufferGuard : IDisposable
{
    /// <summary>What was enough for readers that stood still for 200 ms.</summary>
    public const int Bytes = 32 << 20;

    private const string Path = "/proc/sys/net/core/wmem_default";

    private readonly Live.Reaper _reaper;
    private readonly string _before;

    /// <exception cref="InputFaultException">We may not change the setting.</exception>
    public SocketBufferGuard(Live.Reaper reaper)
    {
        _reaper = reaper;
        try
        {
            _before = File.ReadAllText(Path).Trim();
            reaper.Restore(Path, _before);
            File.WriteAllText(Path, Bytes.ToString(CultureInfo.InvariantCulture));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new InputFaultException(
                "the buffers of sockets cannot be made larger",
                Path,
                found: failure.Message,
                remedy: "run as root, or leave out --raise-socket-buffers",
                inner: failure
            );
        }
    }

    public void Dispose()
    {
        File.WriteAllText(Path, _before);
        _reaper.Restored();
    }

    /// <summary>What new connections get at present, in bytes; 0 where nobody knows.</summary>
    public static int Current() =>
        File.Exists(Path) && int.TryParse(File.ReadAllText(Path), CultureInfo.InvariantCulture, out var bytes)
            ? bytes
            : 0;
}
