using System.CommandLine;
using TraceLab.Capture;
using TraceLab.Cli.Console;
using TraceLab.TraceFormat;

namespace TraceLab.Cli.Verbs;

/// <summary><c>tracelab mark</c>: a marker in a trace, while it is recorded or afterwards.</summary>
internal sealed class MarkVerb : Verb
{
    private readonly Argument<FileInfo> _trace = CommonOptions.Trace();
    private readonly Argument<string> _text = new("TEXT") { Description = "what the marker says" };

    private readonly Option<string?> _at = new("--at")
    {
        Description =
            "the moment: 'end', or seconds since the session's first event (default: this moment for a running recording, else 'end')",
        HelpName = "end|SECONDS",
    };

    public MarkVerb()
        : base(
            "mark",
            "Adds a marker to a trace, in place: to one that is being recorded at this moment, or to a finished one."
        )
    {
        Arguments.Add(_trace);
        Arguments.Add(_text);
        Options.Add(_at);
        _at.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is { } text && Moments.Parse(text) is null)
            {
                result.AddError($"--at: expected {Moments.Syntax}, found '{text}'");
            }
        });
        SetAction(Run);
    }

    public override IReadOnlyList<Example> Examples { get; } =
    [
        new(
            "where something begins, after two and a half seconds",
            "tracelab mark session.tlt \"scroll starts\" --at 2.5"
        ),
        new("at the end; of a recording that runs: now", "tracelab mark session.tlt \"this is it\""),
    ];

    private int Run(ParseResult parsed)
    {
        var file = parsed.GetRequiredValue(_trace);
        var text = parsed.GetRequiredValue(_text);
        var at = parsed.GetValue(_at);
        if (at is null && IsBeingRecorded(file))
        {
            new MarkerInbox(file.FullName).Post(text);
            parsed.InvocationConfiguration.Error.WriteLine(
                $"tracelab: {file}: the recorder was asked to mark this moment"
            );
            return ExitCodes.Done;
        }

        using var reader = TraceFiles.Open(file);
        var code = TraceFiles.ReportLosses(reader, file, parsed.InvocationConfiguration.Error);
        using var marked = new RewrittenTrace(file, force: true, reader.Header);
        foreach (var sessionEvent in TraceEdits.Insert(reader.Events(), Moments.Parse(at ?? "end")!.Value, text))
        {
            marked.Writer.Write(sessionEvent);
        }

        marked.Complete();
        return code;
    }

    private static bool IsBeingRecorded(FileInfo file)
    {
        var partial = new FileInfo(file.FullName + TraceWriter.PartialExtension);
        if (!partial.Exists)
        {
            return false;
        }

        using var reader = TraceFiles.Open(partial);
        return reader.State == TraceState.InProgress;
    }
}
