using System.CommandLine;
using TraceLab.Analysis;
using TraceLab.Analysis.Json;
using TraceLab.Analysis.Tables;
using TraceLab.Cli.Console;

namespace TraceLab.Cli.Verbs;

/// <summary><c>tracelab replay</c>: one policy over one trace.</summary>
internal sealed class ReplayVerb : Verb
{
    private readonly Argument<FileInfo> _trace = CommonOptions.Trace();
    private readonly Option<string> _policy = CommonOptions.Policy();
    private readonly SpanSettings _span = new();
    private readonly MachineSettings _machine = new();

    private readonly Option<DirectoryInfo?> _out = new("--out")
    {
        Description = "also write the reports (CSV, Markdown, charts) into this directory",
        HelpName = "DIR",
    };

    private readonly Option<bool> _json = new("--json") { Description = "print the totals as JSON instead of tables" };
    private readonly Option<bool> _force = CommonOptions.Force();

    public ReplayVerb()
        : base("replay", "Replays a trace through the simulated machine under one policy and says what it cost.")
    {
        Arguments.Add(_trace);
        Options.Add(_policy);
        _span.AddTo(this);
        _machine.AddTo(this);
        Options.Add(_out);
        Options.Add(_json);
        Options.Add(_force);
        SetAction((parsed, cancellation) => Task.FromResult(Run(parsed, cancellation)));
    }

    public override IReadOnlyList<Example> Examples { get; } =
    [
        new(
            "what the session costs with the best order-keeping choice",
            "tracelab replay session.tlt --policy ordered"
        ),
        new(
            "the patent's own arithmetic, totals for a program",
            "tracelab replay session.tlt --policy size --codec raw --wire fixed --json"
        ),
        new(
            "interrupts instead of polls, and an adapter that takes its time",
            "tracelab replay session.tlt --machine interrupt --service 20us+100Mpx/s --adapter-fifo 64"
        ),
        new(
            "a client that keeps glyphs and images; --list-profiles names the others",
            "tracelab replay session.tlt --profile full --policy ordered"
        ),
        new(
            "as a VNC server would send it: real RFB rectangles, Tight for pixels",
            "tracelab replay session.tlt --wire rfb --profile rfb --codec tight"
        ),
        new("two seconds of it, as a session that begins there", "tracelab replay session.tlt --from 2 --to 4"),
        new("what is left for pixels region by region", "tracelab replay session.tlt --rectangles tiles"),
        new("what JPEG saves, and what it does to the screen", "tracelab replay session.tlt --codec jpeg-50"),
        new("with all reports", "tracelab replay session.tlt --policy pixels --codec zstd --out report"),
    ];

    private int Run(ParseResult parsed, CancellationToken cancellation)
    {
        var file = parsed.GetRequiredValue(_trace);
        var simulation = new TraceSimulation(
            _machine,
            parsed,
            [parsed.GetRequiredValue(_policy)],
            parsed.GetValue(_force),
            span: _span
        );
        var runs = simulation.Run([file], parsed.GetValue(_out), cancellation);
        var output = parsed.InvocationConfiguration.Output;
        if (parsed.GetValue(_json))
        {
            output.WriteLine(TotalsJson.Of(runs[0]));
        }
        else
        {
            output.Write(PlainText.Render(ComparisonText.Of(Comparison.Of(runs))));
        }

        return simulation.ExitCode;
    }
}
