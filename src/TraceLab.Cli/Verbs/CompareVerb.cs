using System.CommandLine;
using TraceLab.Analysis;
using TraceLab.Analysis.Tables;
using TraceLab.Cli.Console;

namespace TraceLab.Cli.Verbs;

/// <summary><c>tracelab compare</c>: several policies over several traces, one pass per trace.</summary>
internal sealed class CompareVerb : Verb
{
    private readonly Argument<FileInfo[]> _traces = CommonOptions.Traces();
    private readonly Option<string[]> _policies = CommonOptions.Policies();
    private readonly MachineSettings _machine = new();

    private readonly Option<string?> _base = new("--base")
    {
        Description = "the policy that ratios refer to (default: the first one)",
        HelpName = "NAME",
    };

    private readonly Option<DirectoryInfo?> _out = new("--out")
    {
        Description = "write summary.csv, frames.csv, decisions.csv, tables and charts into this directory",
        HelpName = "DIR",
    };

    private readonly Option<bool> _force = CommonOptions.Force();

    public CompareVerb()
        : base(
            "compare",
            "Compares policies on the same traces: a table on the terminal, CSV and charts in a directory."
        )
    {
        Arguments.Add(_traces);
        Options.Add(_policies);
        Options.Add(_base);
        _machine.AddTo(this);
        Options.Add(_out);
        Options.Add(_force);
        SetAction((parsed, cancellation) => Task.FromResult(Run(parsed, cancellation)));
    }

    public override IReadOnlyList<Example> Examples { get; } =
    [
        new(
            "all pixels against the patent's rule and the order-keeping one",
            "tracelab compare session.tlt --policy pixels --policy size --policy ordered --base pixels --out comparison"
        ),
        new("every policy on several traces", "tracelab compare session.tlt other.tlt --codec zstd"),
    ];

    private int Run(ParseResult parsed, CancellationToken cancellation)
    {
        var simulation = new TraceSimulation(
            _machine,
            parsed,
            parsed.GetRequiredValue(_policies),
            parsed.GetValue(_force),
            parsed.GetValue(_base)
        );
        var runs = simulation.Run(parsed.GetRequiredValue(_traces), parsed.GetValue(_out), cancellation);
        parsed.InvocationConfiguration.Output.Write(
            PlainText.Render(ComparisonText.Of(Comparison.Of(runs, parsed.GetValue(_base))))
        );
        return simulation.ExitCode;
    }
}
