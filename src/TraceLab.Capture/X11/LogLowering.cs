using System.Diagnostics;
using TraceLab.Capture.Live;
using TraceLab.Capture.X11.Lowering;
using TraceLab.Capture.X11.WireLog;
using TraceLab.Core.Commands;
using TraceLab.Core.Geometry;
using TraceLab.Core.Pixels;

namespace TraceLab.Capture.X11;

/// <summary>Lowers a wire log, which may still grow, and tells what came of it. Starts a mirror server and ends it.</summary>
internal sealed class LogLowering : IDisposable
{
    private readonly Action<SessionEvent> _sink;
    private readonly WireLogReader _reader;
    private readonly SessionLowering _lowering;
    private readonly long[] _commands = new long[Enum.GetValues<CommandKind>().Length];
    private readonly Dictionary<string, long> _losses = new(StringComparer.Ordinal);
    private readonly long _started = Stopwatch.GetTimestamp();

    /// <param name="session">What was recorded. The calling thread must live as long as the lowering, and make all calls.</param>
    /// <param name="log">Stays the caller's.</param>
    /// <param name="sink">Takes the session's events, the last of them a <see cref="SessionEnded"/>.</param>
    /// <exception cref="Core.Faults.InputFaultException">The mirror server is missing or unlike the recorded one.</exception>
    public LogLowering(WireSession session, Stream log, Action<SessionEvent> sink)
    {
        _sink = sink;
        _reader = new WireLogReader(log);
        _lowering = new SessionLowering(session, Accept);
    }

    /// <summary>Bytes of the log that were lowered.</summary>
    public long LogBytes => _reader.Offset;

    /// <summary>Lowers the next record; false if the log has no whole one at present.</summary>
    /// <exception cref="Core.Faults.InputFaultException">The log is damaged, or the mirror server ended.</exception>
    public bool TryLower()
    {
        if (!_reader.TryRead(out var record))
        {
            return false;
        }

        _lowering.Accept(record);
        return true;
    }

    /// <summary>Lets the sink have all that was drawn so far.</summary>
    public void Settle() => _lowering.Settle();

    /// <summary>How far it has come.</summary>
    /// <param name="convertedShare">Of the log, 0 to 1; null while nobody knows how long it will be.</param>
    public RecordingProgress Progress(double? convertedShare) =>
        new(Stopwatch.GetElapsedTime(_started), LogBytes, _lowering.Requests, _commands.Sum(), _losses.Values.Sum())
        {
            ConvertedShare = convertedShare,
        };

    /// <summary>Notes in the trace that something is missing from here on.</summary>
    public void Lose(string cause, long count, string detail) =>
        Accept(new DataLost(_lowering.TimeNanoseconds, cause, count, Surface.ScreenId, Rect.Empty, detail));

    /// <summary>Ends the session.</summary>
    public RecordingResult Finish(RecordingEnd end, int? exitCode = null)
    {
        _lowering.Finish();
        var share = LoweringRecord.ScreenShare(LoweringRecord.Of(_lowering.Counts));
        return new RecordingResult
        {
            End = end,
            ExitCode = exitCode,
            Events = _lowering.Requests,
            Commands = _commands,
            Losses = _losses,
            IsTruncated = _reader.HasPartialRecord,
            SourceBytes = LogBytes,
            DurationNanoseconds = _lowering.TimeNanoseconds,
            FailedCheckpoints = _lowering.FailedCheckpoints,
            Remark = FormattableString.Invariant(
                $"true primitives carry {share * 100:F2} % of the changed pixels on the screen"
            ),
        };
    }

    public void Dispose() => _lowering.Dispose();

    private void Accept(SessionEvent sessionEvent)
    {
        if (sessionEvent is DrawingCommand command)
        {
            _commands[(int)command.Kind]++;
        }
        else if (sessionEvent is DataLost lost)
        {
            _losses[lost.Cause] = _losses.GetValueOrDefault(lost.Cause) + lost.Count;
        }

        _sink(sessionEvent);
    }
}
