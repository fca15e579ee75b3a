using System.IO.Compression;
using TraceLab.Capture.X11.Lowering;
using TraceLab.Capture.X11.WireLog;
using TraceLab.Core.Commands;
using TraceLab.Core.Faults;

namespace TraceLab.Capture.X11;

/// <summary>What an import of a wire log did.</summary>
/// <param name="Requests">Requests of the session's clients.</param>
/// <param name="IsTruncated">The log ends inside a record, which is left out.</param>
/// <param name="LogBytes">Bytes of the log, inflated, up to the end of its last whole record.</param>
/// <param name="DurationNanoseconds">From the first record to the last.</param>
/// <param name="Records">How much became true primitives, and why the rest became images.</param>
/// <param name="FailedCheckpoints">Looks at the recorded server's screen that the trace's screen did not equal.</param>
public sealed record WireLogImportResult(
    long Requests,
    bool IsTruncated,
    long LogBytes,
    long DurationNanoseconds,
    IReadOnlyList<LoweringRecord> Records,
    long FailedCheckpoints
);

/// <summary>Progress of an import; numbers only grow.</summary>
public readonly record struct WireLogImportProgress(long LogBytes, long Requests);

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
    public static WireLogImportResult Import(
        string path,
        Action<SessionEvent> sink,
        Action<WireLogImportProgress>? progress = null
    )
    {
        using var log = Open(path);
        using var lowering = new SessionLowering(WireSession.ReadBeside(path), sink);
        var reader = new WireLogReader(log);
        try
        {
            for (var count = 1; reader.TryRead(out var record); count++)
            {
                lowering.Accept(record);
                if (count % RecordsBetweenReports == 0)
                {
                    progress?.Invoke(new WireLogImportProgress(reader.Offset, lowering.Requests));
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

        lowering.Finish();
        return new WireLogImportResult(
            lowering.Requests,
            reader.HasPartialRecord,
            reader.Offset,
            lowering.TimeNanoseconds,
            LoweringRecord.Of(lowering.Counts),
            lowering.FailedCheckpoints
        );
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
