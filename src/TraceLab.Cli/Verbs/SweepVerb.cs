using System.CommandLine;
using TraceLab.Analysis;
using TraceLab.Analysis.Csv;
using TraceLab.Analysis.Sweeps;
using TraceLab.Analysis.Tables;
using TraceLab.Cli.Console;
using TraceLab.Cli.Sweeps;
using TraceLab.Core.Faults;
using TraceLab.Simulation.Sweeps;
using TraceLab.TraceFormat;

namespace TraceLab.Cli.Verbs;

/// <summary><c>tracelab sweep</c>: every combination of settings over many traces, each piece of work done once.</summary>
internal sealed class SweepVerb : Verb
{
    private readonly Argument<FileInfo[]> _traces = new("TRACE")
    {
        Description = "trace files (.tlt)",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly SweepSettings _settings = new();

    private readonly Option<DirectoryInfo> _out = new("--out")
    {
        Description =
            "write sweep.csv, ranking.md and the chart into this directory; an interrupted sweep goes on there",
        Required = true,
        HelpName = "DIR",
    };

    private readonly Option<string?> _base = new("--base")
    {
        Description = "the policy that ratios refer to (default: the first one)",
        HelpName = "NAME",
    };

    private readonly Option<string?> _shard = new("--shard")
    {
        Description = "do only part I of N of the work; --merge puts the parts together",
        HelpName = "I/N",
    };

    private readonly Option<DirectoryInfo[]> _merge = new("--merge")
    {
        Description = "instead of working: take over what was done in this directory; may be given several times",
        HelpName = "DIR",
    };

    private readonly Option<bool> _force = new("--force")
    {
        Description = "replace files that exist, and do again what was done",
    };

    public SweepVerb()
        : base(
            "sweep",
            "Runs every combination of policies, codecs, wires, poll rates, region sizes, rectangle rules and links."
        )
    {
        Arguments.Add(_traces);
        _settings.AddTo(this);
        Options.Add(_out);
        Options.Add(_base);
        Options.Add(_shard);
        Options.Add(_merge);
        Options.Add(_force);
        _shard.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is { } text && Shard.Parse(text) is null)
            {
                result.AddError($"--shard: expected {Shard.Syntax}, found '{text}'");
            }
        });
        Validators.Add(result =>
        {
            var traces = result.GetValue(_traces)?.Length ?? 0;
            var merges = result.GetValue(_merge)?.Length ?? 0;
            if ((traces == 0) == (merges == 0))
            {
                result.AddError("sweep: expected trace files, or directories to --merge, but not both");
            }
        });
        SetAction((parsed, cancellation) => Task.FromResult(Run(parsed, cancellation)));
    }

    public override IReadOnlyList<Example> Examples { get; } =
    [
        new(
            "region sizes against poll rates, two policies",
            "tracelab sweep session.tlt --policy pixels,ordered --region 8..32 --poll 30,60 --out sweep"
        ),
        new(
            "in two parts, put together",
            "tracelab sweep session.tlt other.tlt --shard 1/2 --out one && tracelab sweep session.tlt other.tlt --shard 2/2 --out two && tracelab sweep --merge one --merge two --out both"
        ),
    ];

    private int Run(ParseResult parsed, CancellationToken cancellation)
    {
        var output = parsed.GetRequiredValue(_out);
        var force = parsed.GetValue(_force);
        var directory = new ReportDirectory(output.ToString(), force);
        directory.RefuseExisting(SweepReports.FileNames);
        return parsed.GetValue(_merge) is { Length: > 0 } shards
            ? Merge(parsed, directory, shards, force)
            : Sweep(parsed, directory, force, cancellation);
    }

    private int Merge(ParseResult parsed, ReportDirectory directory, DirectoryInfo[] shards, bool force)
    {
        var plan = SweepStore.PlanOf(shards[0].ToString());
        var jobs = Enumerable.Range(1, SweepPlanJson.JobsOf(plan, shards[0].ToString())).ToArray();
        var store = SweepStore.Open(directory, plan, force);
        foreach (var shard in shards)
        {
            store.Merge(shard.ToString(), jobs);
        }

        return Report(parsed, directory, store, jobs, ExitCodes.Done);
    }

    private int Sweep(ParseResult parsed, ReportDirectory directory, bool force, CancellationToken cancellation)
    {
        var files = parsed.GetRequiredValue(_traces);
        TraceFiles.RefuseTwins(files);
        var axes = _settings.Axes(parsed);
        var basePolicy = parsed.GetValue(_base) ?? axes.Policies[0];
        RefuseUnknownBase(basePolicy, axes);
        var machine = _settings.Machine(parsed);
        _settings.RefuseUnknown(parsed, axes.Policies);
        var checks = _settings.Checks(parsed);
        var jobs = SweepPlan.Jobs([.. files.Select(TraceFiles.NameOf)], axes);
        Array.ForEach(files, TraceFiles.RefuseMissing);
        var store = SweepStore.Open(
            directory,
            SweepPlanJson.Of(files, _settings.PolicyAssemblies(parsed), axes, machine, checks, basePolicy, jobs.Count),
            force
        );
        var error = parsed.InvocationConfiguration.Error;
        foreach (var (codec, wire) in axes.Uncarried)
        {
            error.WriteLine($"tracelab: left out: the wire '{wire}' cannot carry the pixel codec '{codec}'");
        }

        var readers = new Dictionary<string, TraceReader>(StringComparer.Ordinal);
        try
        {
            var code = ExitCodes.Done;
            foreach (var file in files)
            {
                readers[TraceFiles.NameOf(file)] = TraceFiles.Open(file);
                code = TraceFiles.Worse(code, TraceFiles.ReportLosses(readers[TraceFiles.NameOf(file)], file, error));
            }

            var shard = Shard.Parse(parsed.GetValue(_shard)) ?? Shard.Whole;
            var work = new SweepWork(new SweepJobRunner(axes, machine, checks), store, basePolicy, error);
            var open = jobs.Where(job => shard.Has(job.Number) && !store.IsDone(job.Number));
            work.Run([.. open.Select(job => (job, readers[job.Trace]))], cancellation);
            foreach (var failure in work.Failures)
            {
                error.WriteLine($"tracelab: {failure}");
                code = ExitCodes.Failed;
            }

            return Report(parsed, directory, store, [.. jobs.Select(job => job.Number)], code);
        }
        finally
        {
            foreach (var reader in readers.Values)
            {
                reader.Dispose();
            }
        }
    }

    // The reports once everything is done, else how much is missing.
    private static int Report(ParseResult parsed, ReportDirectory directory, SweepStore store, int[] jobs, int code)
    {
        var error = parsed.InvocationConfiguration.Error;
        var missing = jobs.Count(job => !store.IsDone(job));
        if (missing > 0)
        {
            error.WriteLine(
                $"tracelab: {directory.Path}: {jobs.Length - missing} of {jobs.Length} jobs are done; --merge the other shards"
            );
            return code;
        }

        SummaryRow[] rows = [.. jobs.SelectMany(store.Rows)];
        var scores = SweepReports.Write(rows, directory);
        parsed.InvocationConfiguration.Output.Write(PlainText.Render(SweepText.Of(scores)));
        error.WriteLine($"tracelab: reports are in {directory.Path}");
        return scores.Any(score => score.WrongPixels > 0) ? ExitCodes.Failed : code;
    }

    private static void RefuseUnknownBase(string basePolicy, SweepAxes axes)
    {
        if (!axes.Policies.Contains(basePolicy, StringComparer.Ordinal))
        {
            throw new InputFaultException(
                "the base policy is not compared",
                expected: $"one of {string.Join(", ", axes.Policies)}",
                found: basePolicy,
                remedy: "name it with --policy too"
            );
        }
    }
}
