using System.CommandLine;
using TraceLab.Cli.Console;

namespace TraceLab.Cli.Verbs;

/// <summary><c>tracelab cut</c>: a span of a session as a trace of its own, which shows the same pixels at the same moments.</summary>
internal sealed class CutVerb : Verb
{
    private readonly Argument<FileInfo> _trace = CommonOptions.Trace();
    private readonly SpanSettings _span = new();
    private readonly Option<FileInfo> _output = CommonOptions.OutputTrace();
    private readonly Option<bool> _force = CommonOptions.Force();

    public CutVerb()
        : base(
            "cut",
            "Writes a span of a trace as a trace of its own. It begins with the surfaces and the cursor as they were then; times count from the span's start."
        )
    {
        Arguments.Add(_trace);
        _span.AddTo(this);
        Options.Add(_output);
        Options.Add(_force);
        SetAction(Run);
    }

    public override IReadOnlyList<Example> Examples { get; } =
    [
        new("two seconds of a session", "tracelab cut session.tlt --from 1.5 --to 3.5 -o part.tlt"),
        new(
            "all but the first three seconds, over the trace itself",
            "tracelab cut session.tlt --from 3 -o session.tlt --force"
        ),
    ];

    private int Run(ParseResult parsed)
    {
        var file = parsed.GetRequiredValue(_trace);
        using var reader = TraceFiles.Open(file);
        var code = TraceFiles.ReportLosses(reader, file, parsed.InvocationConfiguration.Error);
        using var cut = new RewrittenTrace(parsed.GetRequiredValue(_output), parsed.GetValue(_force), reader.Header);
        foreach (var sessionEvent in _span.Events(parsed, reader))
        {
            cut.Writer.Write(sessionEvent);
        }

        cut.Complete();
        return code;
    }
}
