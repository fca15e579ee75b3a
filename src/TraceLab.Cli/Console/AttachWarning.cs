using TraceLab.Capture.Live;
using TraceLab.Capture.X11;

namespace TraceLab.Cli.Console;

/// <summary>What somebody must know who attaches to a session, before it begins.</summary>
internal static class AttachWarning
{
    /// <summary>Writes nothing for other recordings.</summary>
    public static void Write(RecordingOptions options, TextWriter error)
    {
        if (!options.IsAttached)
        {
            return;
        }

        error.WriteLine(
            "tracelab: warning: X servers have a bug in RECORD, by which they lose requests or hang for ever with all their "
                + "programs when the recorder's socket is full"
        );
        error.WriteLine(
            options.RaisesSocketBuffers
                ? $"tracelab: guarded by socket buffers of {AttachedRecorder.GuardedSocketBytes} bytes; not against a recorder "
                    + "that stands still while more than that is drawn"
                : $"tracelab: not guarded: one image larger than the socket's buffer of {AttachedRecorder.SocketBytes()} bytes "
                    + "is enough; --raise-socket-buffers, as root, guards against that"
        );
    }
}
