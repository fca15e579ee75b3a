using System.Runtime.ExceptionServices;
using TraceLab.Capture.Live;
using TraceLab.Capture.X11.WireLog;
using TraceLab.Core.Faults;

namespace TraceLab.Capture.X11;

/// <summary>
/// A session that a thread of its own records into a wire log in a folder for temporary files, to be read while it grows.
/// The folder goes with us, however we end.
/// </summary>
internal sealed class SpooledSession : IDisposable
{
    private readonly Reaper _reaper = new();
    private readonly string _logPath;
    private readonly CancellationTokenSource _stop;
    private readonly ManualResetEventSlim _hasBegunOrFailed = new();
    private readonly Thread _thread;
    private WireLogResult? _result;
    private ExceptionDispatchInfo? _failure;

    /// <param name="options">What to record.</param>
    /// <param name="stop">Ends the session.</param>
    public SpooledSession(RecordingOptions options, CancellationToken stop)
    {
        var folder = Directory.CreateTempSubdirectory("tracelab-spool-").FullName;
        _reaper.RemoveFile(folder);
        _logPath = Path.Combine(folder, "session" + WireLogFiles.Extension);
        _stop = CancellationTokenSource.CreateLinkedTokenSource(stop);
        _thread = new Thread(() => Record(options)) { IsBackground = true, Name = "session" };
        _thread.Start();
    }

    /// <summary>Whether all is in the log that will be.</summary>
    public bool IsOver => !_thread.IsAlive;

    /// <summary>Waits until the session can be described and its log opened.</summary>
    /// <exception cref="InputFaultException">It did not start.</exception>
    public WireSession WaitForBegin()
    {
        _hasBegunOrFailed.Wait();
        _failure?.Throw();
        return WireSession.ReadBeside(_logPath);
    }

    /// <summary>The log, which the caller disposes of.</summary>
    public Stream OpenLog() => new FileStream(_logPath, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, 1);

    /// <summary>Waits a moment for the session's end; whether it came.</summary>
    public bool WaitForEnd(TimeSpan limit) => _thread.Join(limit);

    /// <summary>Waits for the end of the session, and tells how it came.</summary>
    /// <exception cref="InputFaultException">The log could not be written to the end.</exception>
    public WireLogResult End()
    {
        _thread.Join();
        _failure?.Throw();
        return _result!;
    }

    /// <summary>Ends the session if it still runs, and removes the log.</summary>
    public void Dispose()
    {
        _stop.Cancel();
        _thread.Join();
        _reaper.Dispose();
        _hasBegunOrFailed.Dispose();
        _stop.Dispose();
    }

    private void Record(RecordingOptions options)
    {
        try
        {
            _result = new WireLogRecorder(options, _logPath, overwrite: true).Record(
                _stop.Token,
                begun: _hasBegunOrFailed.Set
            );
        }
        catch (IOException failure)
        {
            var fault = new InputFaultException(
                "the session's log cannot be written any more",
                _logPath,
                found: failure.Message,
                remedy: "make room there, or let TMPDIR name another folder",
                inner: failure
            );
            _failure = ExceptionDispatchInfo.Capture(fault);
        }
#pragma warning disable CA1031 // whatever it is, who waits for the session throws it
        catch (Exception failure)
#pragma warning restore CA1031
        {
            _failure = ExceptionDispatchInfo.Capture(failure);
        }
        finally
        {
            _hasBegunOrFailed.Set();
        }
    }
}
