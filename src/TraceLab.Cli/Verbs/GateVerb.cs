using System.CommandLine;
using System.Globalization;
using TraceLab.Analysis.Gate;
using TraceLab.Analysis.Tables;
using TraceLab.Cli.Console;
using TraceLab.Results;

namespace TraceLab.Cli.Verbs;

/// <summary><c>tracelab gate</c>: fails a build when bytes per frame got worse than a baseline.</summary>
internal sealed class GateVerb : Verb
{
    private readonly Argument<FileInfo[]> _traces = CommonOptions.Traces();
    private readonly Option<string[]> _policies = CommonOptions.Policies();
    private readonly MachineSettings _machine = new();

    private readonly Option<FileInfo> _baseline = new("--baseline")
    {
        Description = "the baseline to hold the runs against (JSON)",
        Required = true,
        HelpName = "FILE",
    };

    private readonly Option<string> _tolerance = new("--tolerance")
    {
        Description = "how much worse bytes per frame may be, in percent of the baseline",
        DefaultValueFactory = _ => "0%",
        HelpName = "PERCENT",
    };

    private readonly Option<string> _absolute = new("--absolute")
    {
        Description =
            "how much worse bytes per frame may be, in bytes; a run fails only if it is worse by more than both",
        DefaultValueFactory = _ => "0B",
        HelpName = "BYTES",
    };

    private readonly Option<bool> _accept = new("--accept") { Description = "write the runs as the new baseline" };

    private readonly Option<string?> _reason = new("--reason")
    {
        Description = "why the new baseline is right; needed with --accept",
        HelpName = "TEXT",
    };

    private readonly Option<FileInfo?> _markdown = new("--markdown")
    {
        Description = "also write the result as Markdown",
        HelpName = "FILE",
    };

    private readonly Option<FileInfo?> _junit = new("--junit")
    {
        Description = "also write the result as JUnit XML",
        HelpName = "FILE",
    };

    public GateVerb()
        : base("gate", "Holds bytes per frame against a baseline; exit code 4 when a run got worse or is missing.")
    {
        Arguments.Add(_traces);
        Options.Add(_baseline);
        Options.Add(_policies);
        _machine.AddTo(this);
        Options.Add(_tolerance);
        Options.Add(_absolute);
        Options.Add(_accept);
        Options.Add(_reason);
        Options.Add(_markdown);
        Options.Add(_junit);
        Require(_tolerance, "%", "a percentage such as 1.5%");
        Require(_absolute, "B", "bytes such as 64B");
        Validators.Add(result =>
        {
            if (result.GetValue(_accept) && string.IsNullOrWhiteSpace(result.GetValue(_reason)))
            {
                result.AddError("--accept: say why with --reason TEXT");
            }
        });
        SetAction((parsed, cancellation) => Task.FromResult(Run(parsed, cancellation)));
    }

    public override IReadOnlyList<Example> Examples { get; } =
    [
        new(
            "accept what runs send now",
            "tracelab gate session.tlt --baseline baseline.json --accept --reason \"first baseline\""
        ),
        new(
            "fail if a run got worse by more than 1% and 64 bytes a frame",
            "tracelab gate session.tlt --baseline baseline.json --tolerance 1% --absolute 64B --junit gate.xml"
        ),
    ];

    private int Run(ParseResult parsed, CancellationToken cancellation)
    {
        var baselineFile = parsed.GetRequiredValue(_baseline);
        var accept = parsed.GetValue(_accept);
        // Before hours of work: a baseline that cannot be read, and files that cannot be written, fail at once.
        FileInfo?[] written = [accept ? baselineFile : null, parsed.GetValue(_markdown), parsed.GetValue(_junit)];
        foreach (var file in written.OfType<FileInfo>())
        {
            OutputFile.RefuseUnwritable(file);
        }

        var baseline = accept ? null : BaselineFile.Load(baselineFile.ToString());
        var simulation = new TraceSimulation(_machine, parsed, parsed.GetRequiredValue(_policies));
        var runs = simulation.Run(parsed.GetRequiredValue(_traces), reportDirectory: null, cancellation);
        if (simulation.ExitCode == ExitCodes.Failed)
        {
            return ExitCodes.Failed;
        }

        return baseline is null
            ? Accept(parsed, runs, baselineFile, simulation.ExitCode)
            : Judge(parsed, runs, baseline, simulation.ExitCode);
    }

    private int Accept(ParseResult parsed, IReadOnlyList<RunResult> runs, FileInfo baselineFile, int simulationCode)
    {
        var baseline = Baseline.Of(runs, parsed.GetValue(_reason)!);
        BaselineFile.Save(baseline, baselineFile.FullName);
        parsed.InvocationConfiguration.Error.WriteLine(
            $"tracelab: {baselineFile}: {baseline.Items.Count} items accepted: {baseline.Reason}"
        );
        return simulationCode;
    }

    private int Judge(ParseResult parsed, IReadOnlyList<RunResult> runs, Baseline baseline, int simulationCode)
    {
        var limits = new GateLimits
        {
            TolerancePercent = Number(parsed.GetRequiredValue(_tolerance), "%")!.Value,
            AbsoluteBytes = (long)Number(parsed.GetRequiredValue(_absolute), "B")!.Value,
        };
        var result = GateResult.Compare(baseline, runs, limits, AcceptCommand(parsed));
        var document = GateText.Of(result);
        parsed.InvocationConfiguration.Output.Write(PlainText.Render(document));
        if (parsed.GetValue(_markdown) is { } markdown)
        {
            File.WriteAllText(markdown.FullName, Markdown.Render(document));
        }

        if (parsed.GetValue(_junit) is { } junit)
        {
            using var stream = new FileStream(junit.FullName, FileMode.Create, FileAccess.Write);
            GateJUnit.Write(result, stream);
        }

        return result.Failed ? ExitCodes.Regression : simulationCode;
    }

    // The same command line, with what accepts in place of what judges.
    private static string AcceptCommand(ParseResult parsed)
    {
        var words = parsed.Tokens.Select(token => token.Value).ToList();
        foreach (var name in new[] { "--tolerance", "--absolute", "--markdown", "--junit" })
        {
            if (words.IndexOf(name) is var at and >= 0)
            {
                words.RemoveRange(at, Math.Min(2, words.Count - at));
            }
        }

        return $"tracelab {string.Join(' ', words.Select(Quote))} --accept --reason \"...\"";
    }

    private static string Quote(string word) => word.Contains(' ', StringComparison.Ordinal) ? $"\"{word}\"" : word;

    private static void Require(Option<string> option, string unit, string expected) =>
        option.Validators.Add(result =>
        {
            if (Number(result.GetValueOrDefault<string>(), unit) is null)
            {
                result.AddError($"{option.Name}: expected {expected}, found '{result.GetValueOrDefault<string>()}'");
            }
        });

    private static decimal? Number(string? text, string unit)
    {
        var digits = text?.EndsWith(unit, StringComparison.Ordinal) == true ? text[..^unit.Length] : text;
        var isNumber = decimal.TryParse(
            digits,
            NumberStyles.AllowDecimalPoint,
            CultureInfo.InvariantCulture,
            out var number
        );
        return isNumber && (unit == "%" || number == decimal.Truncate(number)) && number < 1_000_000_000_000
            ? number
            : null;
    }
}
