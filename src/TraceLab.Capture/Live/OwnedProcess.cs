using System.Diagnostics;

namespace TraceLab.Capture.Live;

/// <summary>
/// A program that runs in a session of its own, so that a terminal's Ctrl-C does not reach it, and that ends with us: its
/// whole process group when disposed, and by the kernel's hand should we die without a word.
/// </summary>
internal sealed class OwnedProcess : IDisposable
{
    private const int KeptLines = 40;

    private readonly Process _process;
    private readonly Queue<string> _lastLines = new();
    private readonly Task _errors;
    private bool _isDisposed;

    private OwnedProcess(Process process, bool isQuiet)
    {
        _process = process;
        _errors = isQuiet
            ? Task.Factory.StartNew(KeepErrors, default, TaskCreationOptions.LongRunning, TaskScheduler.Default)
            : Task.CompletedTask;
    }

    /// <summary>Also the number of its process group.</summary>
    public int Id => _process.Id;

    public bool HasExited => _process.HasExited;

    public int ExitCode => _process.ExitCode;

    /// <summary>Its standard output, if it was asked for.</summary>
    public StreamReader Output => _process.StandardOutput;

    /// <param name="program">Found on PATH, or a path.</param>
    /// <param name="arguments">Passed as they are.</param>
    /// <param name="environment">Set in addition to our own; null takes a variable away.</param>
    /// <param name="isQuiet">Output is kept for <see cref="LastLines"/> instead of shown.</param>
    public static OwnedProcess Start(
        string program,
        IEnumerable<string> arguments,
        IReadOnlyDictionary<string, string?> environment,
        bool isQuiet
    )
    {
        var start = new ProcessStartInfo("setsid")
        {
            UseShellExecute = false,
            RedirectStandardOutput = isQuiet,
            RedirectStandardError = isQuiet,
        };
        string[] all = ["setpriv", "--pdeathsig", "TERM", "--", program, .. arguments];
        foreach (var argument in all)
        {
            start.ArgumentList.Add(argument);
        }

        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return new OwnedProcess(ProcessStarter.Start(start), isQuiet);
    }

    /// <summary>The last lines of its error output; of a process that has exited, really the last.</summary>
    public string[] LastLines()
    {
        if (_process.HasExited)
        {
            _errors.Wait(TimeSpan.FromSeconds(3));
        }

        lock (_lastLines)
        {
            return [.. _lastLines];
        }
    }

    public bool WaitForExit(TimeSpan limit) => _process.WaitForExit(limit);

    /// <summary>Asks the process itself to end, not its group.</summary>
    public void Terminate() => Signal(_process.Id, NativeMethods.SignalTerminate);

    /// <summary>Ends whatever is left of the group: with a word, then by force.</summary>
    public void Dispose()
    {
        if (_isDisposed)
        {
            return;
        }

        _isDisposed = true;
        if (!_process.HasExited)
        {
            Signal(-_process.Id, NativeMethods.SignalTerminate);
            _process.WaitForExit(TimeSpan.FromSeconds(2));
        }

        // Also when the leader is gone: others of its group may not be.
        Signal(-_process.Id, NativeMethods.SignalKill);
        _process.WaitForExit(TimeSpan.FromSeconds(2));
        _process.Dispose();
    }

    // A group or process that is gone already is what we want.
    private static void Signal(int process, int signal) => _ = NativeMethods.Kill(process, signal);

    // Blocks as long as the process is silent, so not on a thread of the pool: it would be missed there, or start late.
    private void KeepErrors()
    {
        while (_process.StandardError.ReadLine() is { } line)
        {
            lock (_lastLines)
            {
                _lastLines.Enqueue(line);
                if (_lastLines.Count > KeptLines)
                {
                    _lastLines.Dequeue();
                }
            }
        }
    }
}
