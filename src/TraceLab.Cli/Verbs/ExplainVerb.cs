using System.CommandLine;
using TraceLab.Analysis.Explain;
using TraceLab.Cli.Console;
using TraceLab.Core.Faults;

namespace TraceLab.Cli.Verbs;

/// <summary><c>tracelab explain</c>: why each primitive of a frame went or stayed.</summary>
internal sealed class ExplainVerb : Verb
{
    private readonly Argument<FileInfo> _trace = CommonOptions.Trace();

    private readonly Option<int> _frame = new("--frame")
    {
        Description = "the frame's number, as in frames.csv; 1 is the first",
        Required = true,
        HelpName = "N",
    };

    private readonly Option<uint?> _primitive = new("--primitive")
    {
        Description = "only the primitive of this sequence number, as in decisions.csv",
        HelpName = "K",
    };

    private readonly Option<string> _policy = CommonOptions.Policy();
    private readonly SpanSettings _span = new();
    private readonly MachineSettings _machine = new();
    private readonly Option<bool> _json = new("--json") { Description = "print JSON instead of sentences" };

    public ExplainVerb()
        : base("explain", "Says of every primitive of one frame why it went to the client or stayed.")
    {
        Arguments.Add(_trace);
        Options.Add(_frame);
        Options.Add(_primitive);
        Options.Add(_policy);
        _span.AddTo(this);
        _machine.AddTo(this);
        Options.Add(_json);
        _frame.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 and var found)
            {
                result.AddError($"--frame: expected 1 or more, found {found}");
            }
        });
        SetAction((parsed, cancellation) => Task.FromResult(Run(parsed, cancellation)));
    }

    public override IReadOnlyList<Example> Examples { get; } =
    [
        new("the patent's rule in the fifth frame", "tracelab explain session.tlt --frame 5 --policy size"),
        new(
            "the first frame after three seconds, which brings the whole screen",
            "tracelab explain session.tlt --from 3 --frame 1"
        ),
        new("one primitive, for a program", "tracelab explain session.tlt --frame 1 --primitive 2 --json"),
    ];

    private int Run(ParseResult parsed, CancellationToken cancellation)
    {
        var file = parsed.GetRequiredValue(_trace);
        var explanation = new FrameExplanation(parsed.GetRequiredValue(_frame));
        var simulation = new TraceSimulation(_machine, parsed, [parsed.GetRequiredValue(_policy)], span: _span);
        var runs = simulation.Observe([file], _ => explanation, cancellation);
        var only = parsed.GetValue(_primitive);
        RefuseMissing(explanation, only, file);
        var settings = runs[0].Settings;
        parsed.InvocationConfiguration.Output.WriteLine(
            parsed.GetValue(_json)
                ? ExplanationJson.Of(explanation, settings, only)
                : ExplanationText.Of(explanation, settings, only).TrimEnd()
        );
        return simulation.ExitCode;
    }

    private static void RefuseMissing(FrameExplanation explanation, uint? primitive, FileInfo file)
    {
        if (explanation.Frame is null)
        {
            throw new InputFaultException(
                "there is no such frame",
                file.ToString(),
                expected: $"1 to {explanation.FramesSeen}",
                found: $"{explanation.FrameNumber}",
                remedy: "frames.csv lists them all"
            );
        }

        if (primitive is { } sequence && explanation.Find(sequence) is null)
        {
            throw new InputFaultException(
                "the frame has no such primitive",
                file.ToString(),
                expected: explanation.Decisions.Count == 0
                    ? "none"
                    : $"a sequence number from {explanation.Decisions[0].Sequence} to {explanation.Decisions[^1].Sequence}",
                found: $"{sequence}",
                remedy: "leave out --primitive to see them all"
            );
        }
    }
}
