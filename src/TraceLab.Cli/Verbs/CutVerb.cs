using System.CommandLine;
using TraceLab.Cli.Console;
using TraceLab.TraceFormat;

namespace TraceLab.Cli.Verbs;

/// <summary><c>tracelab cut</c>: a span of a session as a trace of its own, which shows the same pixels at the same moments.</summary>
internal sealed class CutVerb : RewritingVerb
{
    private readonly SpanSettings _span = new();

    public CutVerb()
        : base(
            "cut",
            "Writes a span of a trace as a trace of its own. It begins with the surfaces and the cursor as they were then; times count from the span's start."
        )
    {
        _span.AddTo(this);
    }

    public override IReadOnlyList<Example> Examples { get; } =
    [
        new("two seconds of a session", "tracelab cut session.tlt --from 1.5 --to 3.5 -o part.tlt"),
        new(
            "all but the first three seconds, over the trace itself",
            "tracelab cut session.tlt --from 3 -o session.tlt --force"
        ),
    ];

    protected override Rewriting Rewrite(ParseResult parsed, FileInfo file, TraceReader reader) =>
        new(reader.Header, _span.Events(parsed, reader));
}
