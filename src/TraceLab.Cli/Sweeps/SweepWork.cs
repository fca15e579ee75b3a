using TraceLab.Analysis;
using TraceLab.Analysis.Csv;
using TraceLab.Analysis.Sweeps;
using TraceLab.Cli.Console;
using TraceLab.Results;
using TraceLab.Simulation.Sweeps;
using TraceLab.TraceFormat;

namespace TraceLab.Cli.Sweeps;

/// <summary>
/// Does the jobs of a sweep, one a thread and the long ones first, so that all threads end together; a job that begins when
/// no other waits may use all of them. Each job's rows are stored when it is done.
/// </summary>
internal sealed class SweepWork(SweepJobRunner runner, SweepStore store, string basePolicy, TextWriter error)
{
    private readonly Lock _lock = new();
    private readonly Queue<(SweepJob Job, TraceReader Reader)> _queue = new();
    private readonly StatusLine _status = new(error);
    private int _done;
    private int _total;

    /// <summary>The first wrong pixels of any run, in words.</summary>
    public List<string> Failures { get; } = [];

    public void Run(IReadOnlyList<(SweepJob Job, TraceReader Reader)> jobs, CancellationToken cancellation)
    {
        _total = jobs.Count;
        foreach (var job in jobs.OrderByDescending(Effort).ThenBy(job => job.Job.Number))
        {
            _queue.Enqueue(job);
        }

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var workers = Enumerable
            .Range(0, Math.Clamp(Environment.ProcessorCount, 1, Math.Max(1, jobs.Count)))
            .Select(_ =>
                Task.Factory.StartNew(
                    () => Work(stop),
                    CancellationToken.None,
                    TaskCreationOptions.LongRunning,
                    TaskScheduler.Default
                )
            )
            .ToArray();
        try
        {
            Task.WaitAll(workers, CancellationToken.None);
        }
        catch (AggregateException all)
        {
            // The first real fault; the others were only told to stop.
            var faults = all.Flatten().InnerExceptions;
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(
                faults.FirstOrDefault(fault => fault is not OperationCanceledException) ?? faults[0]
            );
        }
        finally
        {
            _status.Clear();
        }
    }

    private void Work(CancellationTokenSource stop)
    {
        try
        {
            while (Take() is { } next)
            {
                var runs = runner.Run(next.Job, next.Reader.Events(), next.Threads, stop.Token);
                Keep(next.Job, runs);
            }
        }
        catch
        {
            stop.Cancel();
            throw;
        }
    }

    private (SweepJob Job, TraceReader Reader, int Threads)? Take()
    {
        lock (_lock)
        {
            return _queue.TryDequeue(out var next)
                ? (next.Job, next.Reader, _queue.Count == 0 ? Environment.ProcessorCount : 1)
                : null;
        }
    }

    private void Keep(SweepJob job, IReadOnlyList<RunResult> runs)
    {
        var comparison = Comparison.Of(runs, basePolicy);
        SummaryRow[] rows = [.. comparison.Runs.Select(run => SummaryRow.Of(run, new ReportOptions()))];
        store.Save(job.Number, rows);
        lock (_lock)
        {
            _done++;
            _status.Show($"{_done} of {_total} jobs done");
            Failures.AddRange(
                runs.Where(run => run.Failure is not null)
                    .Select(run => $"{run.Settings.Trace}: {run.Settings.Policy}: {run.Failure}")
            );
        }
    }

    // What a job takes grows with what the session drew, with its polls and with the number of regions.
    private static double Effort((SweepJob Job, TraceReader Reader) work)
    {
        var summary = work.Reader.Summary;
        var polls = summary.DurationNanoseconds / 1e9 * work.Job.PollsPerSecond;
        return (summary.Commands + polls) * (1 + (8.0 / work.Job.RegionSize));
    }
}
