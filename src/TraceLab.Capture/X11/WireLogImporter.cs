using System.IO.Compression;
using TraceLab.Capture.Live;
using TraceLab.Capture.X11.WireLog;
using TraceLab.Core.Commands;
using TraceLab.Core.Faults;

namespace TraceLab.Capture.X11;

/// <summary>
/// Lowers a wire log that lies in a file, plain or gzip, with its session's description beside it. Starts a mirror server
/// on the calling thread and ends it.
/// </summary>
public static class WireLogImporter
{
    private const int RecordsBetweenReports = 1024;

    /// <summary>Whether a file looks like a wire log: by its first frame.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static bool IsWireLog(string path)
    {
        using var log = Open(path);
        Span<byte> header = stackalloc byte[WireFrame.HeaderBytes];
        try
        {
            if (log.ReadAtLeast(header, header.Length, throwOnEndOfStream: false) < header.Length)
            {
                return false;
            }

            _ = WireFrame.Parse(header, 0);
            return true;
        }
        catch (Exception fault) when (fault is InputFaultException or InvalidDataException)
        {
            return false;
        }
    }

    /// <summary>Session events go to the sink one by one, the last of them a <see cref="SessionEnded"/>.</summary>
    /// <exception cref="InputFaultException">
    /// The log or its description is damaged, or there is no mirror server. What came before has reached the sink.
    /// </exception>
    public static RecordingResult Import(
        string path,
        Action<SessionEvent> sink,
        Action<RecordingProgress>? progress = null
    )
    {
        using var log = Open(path);
        using var lowering = new LogLowering(WireSession.ReadBeside(path), log, sink);
        double? bytes = log is FileStream ? log.Length : null;
        try
        {
            for (var count = 1; lowering.TryLower(); count++)
            {
                if (count % RecordsBetweenReports == 0)
                {
                    progress?.Invoke(lowering.Progress(lowering.LogBytes / bytes));
                }
            }
        }
        catch (InvalidDataException fault)
        {
            throw new InputFaultException("damaged gzip file", found: fault.Message, inner: fault);
        }
        finally
        {
            lowering.Settle();
        }

        return lowering.Finish(RecordingEnd.SourceEnded);
    }

    private static Stream Open(string path)
    {
        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 1);
        Span<byte> magic = stackalloc byte[2];
        var isGzip = file.ReadAtLeast(magic, magic.Length, throwOnEndOfStream: false) == 2 && magic is [0x1F, 0x8B];
        file.Position = 0;
        return isGzip ? new GZipStream(file, CompressionMode.Decompress) : file;
    }
}
