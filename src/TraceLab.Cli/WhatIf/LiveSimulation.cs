using TraceLab.Analysis.Tables;
using TraceLab.Core.Commands;
using TraceLab.Core.Faults;
using TraceLab.Results;
using TraceLab.Simulation.Machine;

namespace TraceLab.Cli.WhatIf;

/// <summary>
/// What several policies would send of a session that is still being recorded, a line each second. Plays on a thread of its
/// own, so that recording is held up by nothing but the machine's other core.
/// </summary>
internal sealed class LiveSimulation : IDisposable
{
    private const long MaxWaitingBytes = 256_000_000;
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly EventQueue _queue = new(MaxWaitingBytes);
    private readonly RunResult[] _results;
    private readonly Meter[] _meters;
    private readonly Action<string> _print;
    private readonly Task _playing;
    private readonly Timer _timer;
    private readonly Lock _lock = new();
    private TimeSpan _elapsed;

    /// <param name="runs">One for each policy.</param>
    /// <param name="output">Gets a line each second.</param>
    public LiveSimulation(IEnumerable<RunSettings> runs, TextWriter output)
    {
        RunSettings[] settings = [.. runs];
        _meters = [.. settings.Select(run => new Meter(run.Policy))];
        _results = [.. settings.Zip(_meters, (run, meter) => new RunResult(run, meter))];
        _print = output.WriteLine;
        _playing = Task.Factory.StartNew(
            Play,
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default
        );
        _timer = new Timer(_ => Tell(), null, Interval, Interval);
    }

    public void Accept(SessionEvent sessionEvent) => _queue.Add(sessionEvent);

    /// <summary>Waits until all events are played, and tells the totals.</summary>
    /// <exception cref="InputFaultException">The simulation failed.</exception>
    public void Finish(TextWriter error)
    {
        Stop();
        if (_queue.HasOverflowed)
        {
            error.WriteLine(
                "tracelab: --what-if could not keep up and ended early; 'tracelab compare' tells all of it from the trace"
            );
        }

        var seconds = _results[0].DurationNanoseconds / 1e9;
        foreach (var meter in _meters)
        {
            var rate = seconds > 0 ? meter.TotalBytes / seconds : 0;
            _print($"total  {meter.Policy} {Units.Bytes(meter.TotalBytes)}, {Units.Bytes(rate)}/s");
        }
    }

    public void Dispose()
    {
        _timer.Dispose();
        _queue.Complete();
        ((IAsyncResult)_playing).AsyncWaitHandle.WaitOne();
        _queue.Dispose();
    }

    private void Stop()
    {
        _timer.Dispose();
        _queue.Complete();
        _playing.GetAwaiter().GetResult();
    }

    private void Play()
    {
        using var simulator = new Simulator(new MachineOptions { Threads = 1 }, _results);
        simulator.Play(_queue.Take());
    }

    private void Tell()
    {
        lock (_lock)
        {
            _elapsed += Interval;
            var rates = _meters.Select(meter => $"{meter.Policy} {Units.Bytes(meter.TakeNewBytes())}/s");
            _print($"{_elapsed:mm\\:ss}  {string.Join("  ", rates)}");
        }
    }

    /// <summary>Counts on the simulation's thread, is read on the timer's.</summary>
    private sealed class Meter(string policy) : IRunObserver
    {
        private long _totalBytes;
        private long _toldBytes;

        public string Policy => policy;

        public long TotalBytes => Interlocked.Read(ref _totalBytes);

        public long TakeNewBytes()
        {
            var total = TotalBytes;
            var bytes = total - _toldBytes;
            _toldBytes = total;
            return bytes;
        }

        public void OnFrame(in FrameResult frame) => Interlocked.Add(ref _totalBytes, frame.EncodedBytes);

        public void OnDecision(in PrimitiveDecision decision) { }
    }
}
