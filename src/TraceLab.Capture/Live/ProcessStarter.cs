using System.Collections.Concurrent;
using System.Diagnostics;

namespace TraceLab.Capture.Live;

/// <summary>
/// Starts processes on a thread that lives as long as we do. The kernel takes the end of the starting <i>thread</i> for the
/// death of the parent (prctl(2), PR_SET_PDEATHSIG), and threads of a pool end whenever the pool has too many of them.
/// </summary>
internal static class ProcessStarter
{
    private static readonly BlockingCollection<Action> Asked = [];

    static ProcessStarter() => new Thread(Serve) { IsBackground = true, Name = "process starter" }.Start();

    /// <exception cref="System.ComponentModel.Win32Exception">There is no such program.</exception>
    public static Process Start(ProcessStartInfo start)
    {
        var started = new TaskCompletionSource<Process>(TaskCreationOptions.RunContinuationsAsynchronously);
        Asked.Add(() => Start(start, started));
        return started.Task.GetAwaiter().GetResult();
    }

    private static void Start(ProcessStartInfo start, TaskCompletionSource<Process> started)
    {
        try
        {
            started.SetResult(Process.Start(start)!);
        }
#pragma warning disable CA1031 // whatever it is, the one who asked gets it
        catch (Exception failure)
#pragma warning restore CA1031
        {
            started.SetException(failure);
        }
    }

    private static void Serve()
    {
        foreach (var start in Asked.GetConsumingEnumerable())
        {
            start();
        }
    }
}
