using System.IO.Compression;
using TraceLab.Core.Commands;
using TraceLab.Core.Faults;

namespace TraceLab.Capture.Spice;

/// <summary>What an import did.</summary>
/// <param name="Events">Whole events of the recording, of any kind.</param>
/// <param name="Commands">Drawing commands by <see cref="CommandKind"/>.</param>
/// <param name="Ineffective">Commands that the server refused, or that covered no pixel.</param>
/// <param name="Losses">What could not be executed exactly, by cause.</param>
/// <param name="IsTruncated">The recording ends inside an event, which is left out.</param>
/// <param name="RecordingBytes">Bytes of the recording, inflated, up to the end of its last whole event.</param>
/// <param name="DurationNanoseconds">From the first event to the last whole one.</param>
public sealed record SpiceImportResult(
    long Events,
    IReadOnlyList<long> Commands,
    long Ineffective,
    IReadOnlyDictionary<string, long> Losses,
    bool IsTruncated,
    long RecordingBytes,
    long DurationNanoseconds
)
{
    /// <summary>Counter of the last whole event, or null when there is none.</summary>
    public long? LastCounter => Events == 0 ? null : Events - 1;
}

/// <summary>
/// Progress of an import; numbers only grow. <paramref name="BytesRead"/> are taken from the input, still compressed if
/// it is; <paramref name="Commands"/> are drawing commands.
/// </summary>
public readonly record struct SpiceImportProgress(long BytesRead, long Events, long Commands, long Losses);

/// <summary>
/// Reads a whole SPICE worker recording, plain or gzip, from a stream that need not be seekable, as fast or as slowly as
/// it comes. Session events go to the sink one by one, the last of them a <see cref="SessionEnded"/>; memory does not
/// grow with the recording.
/// </summary>
public static class SpiceImporter
{
    // Often enough for a status line, too seldom to cost anything.
    private const int EventsBetweenReports = 256;

    /// <exception cref="InputFaultException">
    /// The input is no SPICE recording, or is damaged. What came before the damage has reached the sink.
    /// </exception>
    public static SpiceImportResult Import(
        Stream input,
        Action<SessionEvent> sink,
        Action<SpiceImportProgress>? progress = null
    )
    {
        using var counted = new SpiceInput(input);
        var isGzip = counted.Peek(2) is [0x1F, 0x8B];
        using var inflated = isGzip ? new GZipStream(counted, CompressionMode.Decompress, leaveOpen: true) : null;
        var parser = new SpiceParser(inflated ?? (Stream)counted);
        var converter = new SpiceConverter(sink);
        try
        {
            while (parser.Read() is { } spiceEvent)
            {
                converter.Convert(spiceEvent);
                if (parser.EventCount % EventsBetweenReports == 0)
                {
                    progress?.Invoke(Measure(counted, parser, converter));
                }
            }
        }
        catch (InvalidDataException fault)
        {
            throw new InputFaultException(
                "damaged gzip file",
                offset: counted.BytesRead,
                found: fault.Message,
                inner: fault
            );
        }

        converter.Finish();
        progress?.Invoke(Measure(counted, parser, converter));
        return new SpiceImportResult(
            parser.EventCount,
            converter.Commands,
            converter.Ineffective,
            converter.Losses,
            parser.IsTruncated,
            parser.WholeBytes,
            converter.TimeNanoseconds
        );
    }

    private static SpiceImportProgress Measure(SpiceInput input, SpiceParser parser, SpiceConverter converter) =>
        new(input.BytesRead, parser.EventCount, converter.Commands.Sum(), converter.Losses.Values.Sum());
}
