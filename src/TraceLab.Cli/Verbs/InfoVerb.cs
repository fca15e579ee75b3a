using System.CommandLine;
using TraceLab.Cli.Console;

namespace TraceLab.Cli.Verbs;

/// <summary><c>tracelab info</c>: what a trace holds, from its summary.</summary>
internal sealed class InfoVerb : Verb
{
    private readonly Argument<FileInfo> _trace = CommonOptions.Trace();
    private readonly Option<bool> _json = new("--json") { Description = "print JSON instead of text" };

    public InfoVerb()
        : base("info", "Says what a trace holds: losses first, then source, size, duration, commands and bytes.")
    {
        Arguments.Add(_trace);
        Options.Add(_json);
        SetAction(Run);
    }

    public override IReadOnlyList<Example> Examples { get; } =
    [new("for people", "tracelab info session.tlt"), new("for programs", "tracelab info session.tlt --json")];

    private int Run(ParseResult parsed)
    {
        var file = parsed.GetRequiredValue(_trace);
        using var reader = TraceFiles.Open(file, looksOnce: true);
        var output = parsed.InvocationConfiguration.Output;
        if (parsed.GetValue(_json))
        {
            output.WriteLine(TraceInfoJson.Of(reader, file));
        }
        else
        {
            output.Write(TraceInfoText.Of(reader, file));
            output.Write(LoweringText.Of(LoweringText.Records(reader)));
        }

        return TraceFiles.ExitCodeOf(reader);
    }
}
