using System.Diagnostics;
using TraceLab.Core.Commands;

namespace TraceLab.Cli.Console;

/// <summary>How far a replay has come, on one line of a terminal; silent where standard error is not one.</summary>
internal sealed class ReplayProgress(FileInfo trace, long durationNanoseconds, TextWriter error) : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    private readonly StatusLine _line = new(error);

    public IEnumerable<SessionEvent> Watch(IEnumerable<SessionEvent> events)
    {
        var next = Stopwatch.GetTimestamp() + Stopwatch.Frequency;
        foreach (var sessionEvent in events)
        {
            yield return sessionEvent;
            if (_line.IsVisible && Stopwatch.GetTimestamp() > next)
            {
                next = Stopwatch.GetTimestamp() + (long)(Interval.TotalSeconds * Stopwatch.Frequency);
                var percent = durationNanoseconds == 0 ? 100 : 100 * sessionEvent.TimeNanoseconds / durationNanoseconds;
                _line.Show($"{trace.Name}: {sessionEvent.TimeNanoseconds / 1e9:F1} s of the session, {percent}%");
            }
        }
    }

    public void Dispose() => _line.Clear();
}
