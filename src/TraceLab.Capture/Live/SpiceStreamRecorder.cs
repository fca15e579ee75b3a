using System.Diagnostics;
using TraceLab.Capture.Spice;
using TraceLab.Core.Faults;

namespace TraceLab.Capture.Live;

/// <summary>
/// Converts a stream of the SPICE server as it flows. Events later than a given end are read, so that the server can finish,
/// but no longer count: a server that shuts down draws.
/// </summary>
internal sealed class SpiceStreamRecorder
{
    private static readonly TimeSpan ReportInterval = TimeSpan.FromMilliseconds(250);

    private readonly ISessionSink _sink;
    private readonly SpiceConverter _converter;
    private readonly long _started = Stopwatch.GetTimestamp();
    private ulong _end = ulong.MaxValue;
    private long _reported;
    private long _events;

    public SpiceStreamRecorder(ISessionSink sink)
    {
        _sink = sink;
        _converter = new SpiceConverter(sink.Accept);
        _reported = _started;
    }

    /// <summary>The clock of the server's events. .NET's own timer is the same clock, in nanoseconds.</summary>
    public static ulong Now => (ulong)(Stopwatch.GetTimestamp() * (1_000_000_000 / Stopwatch.Frequency));

    /// <summary>Whether somebody ended the session; else its source did.</summary>
    public bool WasEnded => Volatile.Read(ref _end) != ulong.MaxValue;

    /// <summary>Ends the session now: later events are left out. Safe to call from any thread; the first call counts.</summary>
    public void End() => Interlocked.CompareExchange(ref _end, Now, ulong.MaxValue);

    /// <summary>Reads to the end of the stream. An end that was asked for is not a truncation.</summary>
    public RecordingResult Run(Stream stream)
    {
        using var counted = new SpiceInput(stream);
        var parser = new SpiceParser(counted);
        try
        {
            while (parser.Read() is { } spiceEvent)
            {
                Take(spiceEvent, counted.BytesRead);
            }
        }
        catch (InputFaultException) when (WasEnded && counted.BytesRead == 0)
        {
            // Ended before it began.
        }

        _converter.Finish(WasEnded ? Volatile.Read(ref _end) : null);
        return new RecordingResult
        {
            End = RecordingEnd.SourceEnded,
            Events = _events,
            Commands = _converter.Commands,
            Losses = _converter.Losses,
            IsTruncated = parser.IsTruncated && !WasEnded,
            SourceBytes = parser.WholeBytes,
            DurationNanoseconds = _converter.TimeNanoseconds,
        };
    }

    private void Take(SpiceEvent spiceEvent, long sourceBytes)
    {
        if (spiceEvent.TimeNanoseconds <= Volatile.Read(ref _end))
        {
            _converter.Convert(spiceEvent);
            _events++;
            Report(sourceBytes);
        }
    }

    private void Report(long sourceBytes)
    {
        var now = Stopwatch.GetTimestamp();
        if (Stopwatch.GetElapsedTime(_reported, now) < ReportInterval)
        {
            return;
        }

        _reported = now;
        var elapsed = Stopwatch.GetElapsedTime(_started, now);
        var losses = _converter.Losses.Values.Sum();
        _sink.Report(new RecordingProgress(elapsed, sourceBytes, _events, _converter.Commands.Sum(), losses));
    }
}
