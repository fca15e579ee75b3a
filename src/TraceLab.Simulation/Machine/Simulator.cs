using TraceLab.Core.Commands;
using TraceLab.Results;
using TraceLab.Simulation.Adapter;
using TraceLab.Simulation.Driver;
using TraceLab.Simulation.Encoder;

namespace TraceLab.Simulation.Machine;

/// <summary>
/// Virtual time: feeds a session's events to the driver when they arrive, lets the adapter complete its work, and polls.
/// One pass over the events serves all runs. Poll k (k = 1, 2, …) is at k / rate seconds; commands with a time up to it have
/// been submitted. After the session's end polls go on until nothing is pending or marked.
/// </summary>
public sealed class Simulator : IDisposable
{
    private const long NanosecondsPerSecond = 1_000_000_000;

    private readonly MachineOptions _options;
    private readonly VirtualVideoAdapter _adapter;
    private readonly VideoAdapterDriver _driver;
    private readonly DisplayEncoder _encoder;
    private readonly RunGroup _runs;
    private readonly SortedDictionary<string, long> _losses = new(StringComparer.Ordinal);
    private long _poll;
    private long _guestNanoseconds;
    private long _endNanoseconds;
    private long _stalls;
    private long _stallNanoseconds;
    private int _maxFifoDepth;

    public Simulator(MachineOptions options, IEnumerable<RunResult> results)
    {
        _options = options;
        _adapter = new VirtualVideoAdapter(options.Service, options.AdapterFifoCapacity);
        _driver = new VideoAdapterDriver(
            _adapter,
            options.RegionSize,
            options.DriverFifoCapacity,
            options.FirstSequence
        );
        _encoder = new DisplayEncoder(_driver, _adapter, options.Profile);
        _runs = new RunGroup(results, options.Threads);
    }

    /// <summary>Plays a whole session.</summary>
    public void Play(IEnumerable<SessionEvent> events, CancellationToken cancellation = default)
    {
        foreach (var sessionEvent in events)
        {
            cancellation.ThrowIfCancellationRequested();
            Handle(sessionEvent);
        }

        Finish();
    }

    public void Dispose() => _runs.Dispose();

    private long PollNanoseconds(long poll) => (long)((Int128)poll * NanosecondsPerSecond / _options.PollsPerSecond);

    private void Handle(SessionEvent sessionEvent)
    {
        _endNanoseconds = Math.Max(_endNanoseconds, sessionEvent.TimeNanoseconds);
        PollBefore(sessionEvent.TimeNanoseconds);
        switch (sessionEvent)
        {
            case DrawingCommand or SurfaceCreated or SurfaceDestroyed:
                Submit(sessionEvent);
                break;
            case DataLost lost:
                _losses[lost.Cause] = _losses.GetValueOrDefault(lost.Cause) + lost.Count;
                break;
            default:
                break;
        }
    }

    // The polls that come before this moment; one at the very moment sees what is submitted at it.
    private void PollBefore(long timeNanoseconds)
    {
        while (PollNanoseconds(_poll + 1) < timeNanoseconds)
        {
            if (IsIdle)
            {
                // Nothing can change before the moment, so its polls only count.
                _poll = LastPollBefore(timeNanoseconds);
                return;
            }

            PollOnce();
        }
    }

    private bool IsIdle => !_driver.HasWork && _driver.Fifo.Count == 0;

    private long LastPollBefore(long timeNanoseconds) =>
        (long)((((Int128)timeNanoseconds * _options.PollsPerSecond) - 1) / NanosecondsPerSecond);

    // A full FIFO stalls the guest until the adapter or the encoder made room; nothing is lost.
    private void Submit(SessionEvent command)
    {
        var time = Math.Max(command.TimeNanoseconds, _guestNanoseconds);
        _adapter.ExecuteUntil(time);
        if (!_driver.CanSubmit)
        {
            _stalls++;
            var resumed = WaitForRoom(time);
            _stallNanoseconds += resumed - time;
            time = resumed;
        }

        _guestNanoseconds = time;
        _driver.Submit(command, time);
        _maxFifoDepth = Math.Max(_maxFifoDepth, _adapter.Fifo.PendingCount);
        _adapter.ExecuteUntil(time);
    }

    private long WaitForRoom(long time)
    {
        while (!_driver.CanSubmit)
        {
            var nextPoll = PollNanoseconds(_poll + 1);
            var nextCompletion = _adapter.Fifo.PendingCount > 0 ? _adapter.NextCompletionNanoseconds : long.MaxValue;
            time = Math.Max(time, Math.Min(nextPoll, nextCompletion));
            if (nextCompletion <= nextPoll)
            {
                _adapter.ExecuteUntil(nextCompletion);
            }
            else
            {
                PollOnce();
            }
        }

        return time;
    }

    private void PollOnce()
    {
        _poll++;
        var time = PollNanoseconds(_poll);
        _adapter.ExecuteUntil(time);
        if (_encoder.Poll(_poll, time) is { } input)
        {
            _runs.OnPoll(input, _encoder.Analysis);
        }
    }

    private void Finish()
    {
        PollBefore(_endNanoseconds + 1);
        while (_driver.HasWork)
        {
            PollOnce();
        }

        foreach (var run in _runs.All)
        {
            Fill(run.Result);
        }
    }

    private void Fill(RunResult result)
    {
        result.DurationNanoseconds = _endNanoseconds;
        result.Totals.Polls = _poll;
        result.Totals.RegionsMarked = _encoder.RegionsMarked;
        result.Totals.RegionsTrimmed = _encoder.RegionsTrimmed;
        result.Totals.RegionsSent = _encoder.RegionsMarked - _encoder.RegionsTrimmed;
        result.Totals.RawBytes = _encoder.RawBytes;
        result.Totals.Stalls = _stalls;
        result.Totals.StallNanoseconds = _stallNanoseconds;
        result.Totals.MaxFifoDepth = _maxFifoDepth;
        foreach (var (cause, count) in _losses)
        {
            result.Losses[cause] = count;
        }
    }
}
