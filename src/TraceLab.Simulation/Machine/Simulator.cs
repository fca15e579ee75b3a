using System.Diagnostics;
using TraceLab.Core.Commands;
using TraceLab.Results;
using TraceLab.Simulation.Encoder;
using TraceLab.Simulation.Host;

namespace TraceLab.Simulation.Machine;

/// <summary>
/// Virtual time: feeds a session's events to the driver when they arrive, and between them lets whatever comes first happen,
/// a completion or a request of the encoder. One pass over the events serves all runs. At one moment completions come first,
/// then commands, then the request, so a request sees what was submitted and completed up to it. After the session's end
/// requests go on until nothing is pending or marked.
/// </summary>
public sealed class Simulator : IDisposable
{
    private readonly MachineParts _machine;
    private readonly RunGroup _runs;
    private readonly MachineOptions _options;
    private readonly SkippingLink? _skippingLink;
    private readonly SortedDictionary<string, long> _losses = new(StringComparer.Ordinal);
    private long _requests;
    private long _skipped;
    private long _guestNanoseconds;
    private long _endNanoseconds;
    private long _stalls;
    private long _stallNanoseconds;
    private int _maxFifoDepth;

    /// <exception cref="ArgumentException">Several runs over a link that skips polls: each needs its own machine.</exception>
    public Simulator(MachineOptions options, IEnumerable<RunResult> results)
    {
        _options = options;
        _machine = new MachineParts(options);
        RunResult[] all = [.. results];
        if (options is { Link: { SkipsWhileBusy: true } link, Costs: not null })
        {
            _skippingLink =
                all.Length == 1
                    ? new SkippingLink(all[0], link)
                    : throw new ArgumentException(
                        $"one run a machine: expected 1, found {all.Length}",
                        nameof(results)
                    );
        }

        _runs = new RunGroup(all, options);
    }

    /// <summary>The runs, so that a witness can look at what their clients show; the simulator owns them.</summary>
    public IEnumerable<EncodingRun> Runs => _runs.All;

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

    public void Dispose()
    {
        _runs.Dispose();
        _machine.Recycle();
    }

    private void Handle(SessionEvent sessionEvent)
    {
        _endNanoseconds = Math.Max(_endNanoseconds, sessionEvent.TimeNanoseconds);
        AdvanceBefore(sessionEvent.TimeNanoseconds);
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

    // What comes before this moment; a request at the very moment sees what is submitted at it.
    private void AdvanceBefore(long timeNanoseconds)
    {
        while (NextNanoseconds < timeNanoseconds)
        {
            if (_machine.Driver.IsIdle)
            {
                // Nothing can change before the moment, so its requests only count.
                _requests += _machine.Trigger.SkipBefore(timeNanoseconds);
                return;
            }

            Step();
        }
    }

    private long NextNanoseconds =>
        Math.Min(_machine.Trigger.NextNanoseconds, _machine.Executor.NextCompletionNanoseconds);

    // Lets the next thing happen, and returns when that was. Between the completions and the request of one moment the guest
    // may go on, or everything may be over.
    private long Step()
    {
        var time = NextNanoseconds;
        if (time == long.MaxValue)
        {
            throw new UnreachableException("somebody waits, and nothing is due");
        }

        if (_machine.Executor.NextCompletionNanoseconds == time)
        {
            _machine.Executor.ExecuteUntil(time);
        }
        else
        {
            Request(time);
        }

        return time;
    }

    private void Request(long time)
    {
        _requests++;
        if (_skippingLink?.IsBusy(time) == true)
        {
            _skipped++;
            _machine.Trigger.OnRequest(time, isUpdate: false);
            // What waits must not be forgotten where only changes bring requests.
            _machine.Trigger.Signal(time);
            return;
        }

        var input = _machine.Encoder.Poll(_requests, time);
        _machine.Trigger.OnRequest(time, input is { RegionsChanged: > 0 });
        if (input is null)
        {
            _runs.OnNoScreen(_machine.Encoder.Primitives);
        }
        else
        {
            _runs.OnPoll(input, _machine.Encoder.Analysis);
        }
    }

    // A full FIFO stalls the guest until the adapter or the encoder made room; nothing is lost.
    private void Submit(SessionEvent command)
    {
        var time = Math.Max(command.TimeNanoseconds, _guestNanoseconds);
        _machine.Executor.ExecuteUntil(time);
        if (!_machine.Driver.CanSubmit)
        {
            _stalls++;
            var resumed = WaitForRoom(time);
            _stallNanoseconds += resumed - time;
            time = resumed;
        }

        _guestNanoseconds = time;
        _machine.Driver.Submit(command, time);
        _maxFifoDepth = Math.Max(_maxFifoDepth, _machine.Executor.Fifo.PendingCount);
        _machine.Executor.ExecuteUntil(time);
    }

    private long WaitForRoom(long time)
    {
        while (!_machine.Driver.CanSubmit)
        {
            _machine.Driver.OnGuestStalled(time);
            time = Math.Max(time, Step());
        }

        return time;
    }

    private void Finish()
    {
        AdvanceBefore(_endNanoseconds + 1);
        while (_machine.Driver.HasWork)
        {
            Step();
        }

        foreach (var run in _runs.All)
        {
            Fill(run.Result);
        }
    }

    private void Fill(RunResult result)
    {
        var encoder = _machine.Encoder;
        result.DurationNanoseconds = _endNanoseconds;
        result.Totals.Polls = _requests;
        result.Totals.SkippedPolls = _skipped;
        result.Totals.RegionsMarked = encoder.RegionsMarked;
        result.Totals.RegionsTrimmed = encoder.RegionsTrimmed;
        result.Totals.RegionsSent = encoder.RegionsMarked - encoder.RegionsTrimmed;
        result.Totals.RawBytes = encoder.RawBytes;
        result.Totals.Stalls = _stalls;
        result.Totals.StallNanoseconds = _stallNanoseconds;
        result.Totals.MaxFifoDepth = _maxFifoDepth;
        foreach (var (cause, count) in _losses)
        {
            result.Losses[cause] = count;
        }

        result.Delivery = _options.Costs is null ? null : RunPricing.Deliver(result, result.Settings.Link);
    }
}
