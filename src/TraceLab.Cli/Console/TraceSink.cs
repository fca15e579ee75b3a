using TraceLab.Capture;
using TraceLab.Capture.Live;
using TraceLab.Core.Commands;
using TraceLab.Core.Faults;
using TraceLab.Core.Geometry;
using TraceLab.Core.Pixels;
using TraceLab.TraceFormat;

namespace TraceLab.Cli.Console;

/// <summary>
/// What <c>record</c> and <c>import</c> do with a session: write the trace, show a status line, and tell at the end what
/// came of it. What was lost becomes part of the trace. <paramref name="stop"/> is called when the session should end
/// because the file cannot take more of it.
/// </summary>
internal sealed class TraceSink(
    string input,
    FileInfo output,
    SessionRecorderOptions options,
    TextWriter error,
    Action? stop = null
) : ISessionSink, IDisposable
{
    private readonly StatusLine _status = new(error);
    private SessionRecorder? _recorder;
    private RecordingProgress _before;
    private bool _isStopped;

    public void Begin(SessionOrigin origin) =>
        _recorder = new SessionRecorder(
            output.FullName,
            new TraceHeader
            {
                Source = origin.Source.StartsWith("spice", StringComparison.Ordinal) ? "spice" : origin.Source,
                Clock = origin.Clock,
                Host = origin.Host,
                Tool = ToolName.Full,
                Facts = origin.Facts,
            },
            options
        );

    public void Accept(SessionEvent sessionEvent)
    {
        _recorder!.Write(sessionEvent);
        if (!_isStopped && (_recorder.IsFull || _recorder.Failure is not null))
        {
            _isStopped = true;
            stop?.Invoke();
        }
    }

    /// <summary>Writes what a ring holds now; may come from any thread.</summary>
    public void WriteRing()
    {
        if (_recorder?.WriteRing() is { } path)
        {
            error.WriteLine($"tracelab: {path}: the last {options.Ring!.Value.TotalSeconds:0.###} s");
        }
    }

    public void Report(RecordingProgress progress)
    {
        if (progress.ConvertedShare is { } share)
        {
            _status.ShowShare("converting", share);
            return;
        }

        var seconds = (progress.Elapsed - _before.Elapsed).TotalSeconds;
        var rate = seconds <= 0 ? 0 : (progress.Commands - _before.Commands) / seconds;
        _before = progress;
        _status.Show(
            $"{progress.Elapsed:mm\\:ss}  {rate:F0} commands/s  {progress.SourceBytes / 1e6:F1} MB in, {_recorder?.BytesWritten / 1e6:F1} MB out  {progress.Losses} lost"
        );
    }

    /// <summary>Completes the trace and returns the exit code that follows.</summary>
    public int Finish(RecordingResult result)
    {
        _status.Clear();
        if (result.IsTruncated)
        {
            Lose("truncated-recording", $"the recording ends inside an event, after {result.SourceBytes} bytes");
            error.WriteLine(
                $"tracelab: {input}: offset {result.SourceBytes}: the recording ends inside an event: {result.Events} whole events are kept"
            );
        }

        foreach (var (cause, count) in result.Losses)
        {
            error.WriteLine($"tracelab: {input}: data loss: {cause}, {count} times");
        }

        var summary = _recorder!.Complete();
        if (_recorder.Failure is { } failure)
        {
            error.WriteLine($"tracelab: {output}: cannot be written any more: {failure.Message}");
        }

        error.WriteLine(
            $"tracelab: {output}: {summary.Commands} commands, {summary.DurationNanoseconds / 1e9:F3} s, {_recorder.BytesWritten} bytes"
        );
        if (result.Remark is { } remark)
        {
            error.WriteLine($"tracelab: {output}: {remark}");
        }

        if (result.FailedCheckpoints > 0)
        {
            error.WriteLine(
                $"tracelab: {output}: the screen differs from the recorded one at {result.FailedCheckpoints} checkpoints: 'tracelab doctor --screen' says where"
            );
            return ExitCodes.Failed;
        }

        return result.IsTruncated || result.Losses.Count > 0 || _recorder.Failure is not null
            ? ExitCodes.DoneWithLoss
            : ExitCodes.Done;
    }

    /// <summary>After damage in the middle: what came before it is good, and is kept. The fault returned says so.</summary>
    public InputFaultException Keep(InputFaultException fault)
    {
        _status.Clear();
        if (_recorder is not { HasScreen: true })
        {
            return fault.In(input);
        }

        Lose("damaged-recording", fault.Message);
        var summary = _recorder.Complete();
        return new InputFaultException(
            fault.What,
            fault.File ?? input,
            fault.Offset,
            fault.Expected,
            fault.Found,
            $"the {summary.Commands} commands before it are kept in {output}",
            fault
        );
    }

    public void Dispose()
    {
        _status.Clear();
        _recorder?.Dispose();
    }

    private void Lose(string cause, string detail) =>
        _recorder!.Write(new DataLost(_recorder.LastTimeNanoseconds, cause, 1, Surface.ScreenId, Rect.Empty, detail));
}
