using TraceLab.Core.Faults;

namespace TraceLab.Capture.Live;

/// <summary>The display that an X server tells on its output (<c>-displayfd</c>), or why there is none.</summary>
internal static class DisplayNumber
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(20);

    // What an ended server wrote is there to be read; this is for a machine too busy to read it.
    private static readonly TimeSpan EndedLimit = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan EndingLimit = TimeSpan.FromMilliseconds(500);

    /// <summary>Waits until the server accepts connections.</summary>
    /// <param name="server">Started a moment ago, quietly.</param>
    /// <param name="name">The server's name in an error.</param>
    /// <param name="remedy">What to do when it does not start.</param>
    /// <param name="stop">Ends the wait for a server that still runs.</param>
    /// <exception cref="InputFaultException">It never did: it ended, or the time is over.</exception>
    /// <exception cref="OperationCanceledException">Somebody did not want to wait.</exception>
    public static int WaitFor(OwnedProcess server, string name, string? remedy, CancellationToken stop)
    {
        var line = ReadLine(server);
        var isInTime = HasAnswered(server, line, stop);
        if (isInTime && int.TryParse(line.Result, out var display))
        {
            return display;
        }

        server.WaitForExit(EndingLimit);
        var end = server.HasExited ? "it ended" : $"no display after {StartLimit.TotalSeconds:F0} s";
        throw new InputFaultException(
            $"{name} did not start",
            expected: "a display",
            found: $"{end}; it says: {string.Join(" | ", Reason(server.LastLines()))}",
            remedy: remedy
        );
    }

    // On a thread of its own, since the read blocks: a busy pool would begin it late, after the server's end.
    private static Task<string?> ReadLine(OwnedProcess server) =>
        Task.Factory.StartNew(
            server.Output.ReadLine,
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default
        );

    // A server that ended has its say even so: whoever reads its stream sees the end first, and stops the wait.
    private static bool HasAnswered(OwnedProcess server, Task<string?> line, CancellationToken stop)
    {
        try
        {
            return line.Wait(StartLimit, stop);
        }
        catch (OperationCanceledException) when (server.WaitForExit(EndingLimit))
        {
            return line.Wait(EndedLimit, CancellationToken.None);
        }
    }

    // A fatal error stands between two fixed texts; without them whatever came last is the best we know.
    private static IEnumerable<string> Reason(string[] lines)
    {
        const int Few = 6;
        var texts = lines.Select(l => l.Replace("(EE)", "", StringComparison.Ordinal).Trim()).Where(l => l.Length > 0);
        var fatal = texts
            .SkipWhile(l => !l.StartsWith("Fatal server error", StringComparison.Ordinal))
            .Skip(1)
            .TakeWhile(l => !l.StartsWith("Please consult", StringComparison.Ordinal))
            .Take(Few)
            .ToArray();
        return fatal.Length > 0 ? fatal : texts.TakeLast(Few);
    }
}
