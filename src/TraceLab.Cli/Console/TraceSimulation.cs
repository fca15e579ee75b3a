using System.CommandLine;
using TraceLab.Analysis;
using TraceLab.Analysis.Csv;
using TraceLab.Core.Faults;
using TraceLab.Results;
using TraceLab.Simulation.Machine;

namespace TraceLab.Cli.Console;

/// <summary>
/// What <c>replay</c>, <c>compare</c> and <c>gate</c> have in common: one pass over each trace for all policies, reports into
/// a directory, one wording for wrong pixels, losses and interrupted traces.
/// </summary>
internal sealed class TraceSimulation(
    MachineSettings machine,
    ParseResult parsed,
    IReadOnlyList<string> policies,
    bool force = false,
    string? basePolicy = null,
    SpanSettings? span = null
)
{
    /// <summary>What the whole run comes to, once <see cref="Run"/> returned.</summary>
    public int ExitCode { get; private set; } = ExitCodes.Done;

    public IReadOnlyList<RunResult> Run(
        IReadOnlyList<FileInfo> traces,
        DirectoryInfo? reportDirectory,
        CancellationToken cancellation
    )
    {
        TraceFiles.RefuseTwins(traces);
        TraceFiles.RefuseTwins(policies, "policy", "name each policy once");
        RefuseUnknownBase();
        machine.RefuseUnknown(parsed, policies);
        return reportDirectory is null
            ? Observe(traces, _ => null, cancellation)
            : SimulateAndReport(traces, new ReportDirectory(reportDirectory.ToString(), force), cancellation);
    }

    private IReadOnlyList<RunResult> SimulateAndReport(
        IReadOnlyList<FileInfo> traces,
        ReportDirectory directory,
        CancellationToken cancellation
    )
    {
        var reports = Reports.All(new ReportOptions());
        directory.RefuseExisting([
            .. Reports.FileNames(reports, traces.Select(TraceFiles.NameOf)),
            DecisionCsv.FileName,
        ]);
        using var decisions = new DecisionCsv(directory);
        var runs = Observe(traces, decisions.Open, cancellation);
        decisions.Complete();
        var comparison = Comparison.Of(runs, basePolicy);
        foreach (var report in reports)
        {
            report.Write(comparison, directory);
        }

        parsed.InvocationConfiguration.Error.WriteLine($"tracelab: reports are in {directory.Path}");
        return runs;
    }

    /// <summary>One pass over each trace; each run tells its own observer, if it has one.</summary>
    public IReadOnlyList<RunResult> Observe(
        IReadOnlyList<FileInfo> traces,
        Func<RunSettings, IRunObserver?> observe,
        CancellationToken cancellation
    )
    {
        foreach (var trace in traces)
        {
            TraceFiles.RefuseMissing(trace);
        }

        var runs = new List<RunResult>();
        foreach (var trace in traces)
        {
            var settings = policies.Select(policy => machine.Run(parsed, TraceFiles.NameOf(trace), policy));
            RunResult[] results = [.. settings.Select(one => new RunResult(one, observe(one)))];
            runs.AddRange(results);
            SimulateOne(trace, results, cancellation);
        }

        return runs;
    }

    private void SimulateOne(FileInfo trace, RunResult[] results, CancellationToken cancellation)
    {
        var error = parsed.InvocationConfiguration.Error;
        using var reader = TraceFiles.Open(trace);
        Include(TraceFiles.ReportLosses(reader, trace, error));
        using var progress = new ReplayProgress(trace, reader.Summary.DurationNanoseconds, error);
        var options = machine.Machine(parsed);
        foreach (var runs in RunsOfOneMachine(options, results))
        {
            using var simulator = new Simulator(options, runs);
            simulator.Play(progress.Watch(span?.Events(parsed, reader) ?? reader.Events()), cancellation);
        }

        foreach (var result in results.Where(result => result.Failure is not null))
        {
            error.WriteLine($"tracelab: {trace}: {result.Settings.Policy}: {result.Failure}");
            Include(ExitCodes.Failed);
        }
    }

    // What the driver answers is the same for all runs, unless their own frames keep the link busy.
    private static IEnumerable<RunResult[]> RunsOfOneMachine(MachineOptions options, RunResult[] results) =>
        options.Link is { SkipsWhileBusy: true } ? results.Chunk(1) : [results];

    private void Include(int code) => ExitCode = TraceFiles.Worse(ExitCode, code);

    private void RefuseUnknownBase()
    {
        if (basePolicy is not null && !policies.Contains(basePolicy, StringComparer.Ordinal))
        {
            throw new InputFaultException(
                "the base policy is not compared",
                expected: $"one of {string.Join(", ", policies)}",
                found: basePolicy,
                remedy: "name it with --policy too"
            );
        }
    }
}
