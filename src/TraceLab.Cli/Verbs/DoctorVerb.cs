using System.CommandLine;
using TraceLab.Cli.Console;
using TraceLab.TraceFormat;

namespace TraceLab.Cli.Verbs;

/// <summary><c>tracelab doctor</c>: checks every byte of a trace, and on demand that it replays to what its source saw.</summary>
internal sealed class DoctorVerb : Verb
{
    private readonly Argument<FileInfo[]> _traces = CommonOptions.Traces();
    private readonly Option<bool> _screen = new("--screen")
    {
        Description =
            "also replay the trace and compare the pixels with every checkpoint of its source, and with its keyframes",
    };

    private readonly Option<bool> _json = new("--json")
    {
        Description = "print JSON, one object a line for each trace, instead of text",
    };

    public DoctorVerb()
        : base(
            "doctor",
            "Checks everything in a trace: checksums, records, order, counts, places. Fails if anything is wrong."
        )
    {
        Arguments.Add(_traces);
        Options.Add(_screen);
        Options.Add(_json);
        SetAction(Run);
    }

    public override IReadOnlyList<Example> Examples { get; } =
    [
        new("is this trace whole?", "tracelab doctor session.tlt"),
        new("does it replay to what the server itself showed?", "tracelab doctor session.tlt --screen"),
        new("several, for a program", "tracelab doctor session.tlt other.tlt --json"),
    ];

    private int Run(ParseResult parsed)
    {
        var output = parsed.InvocationConfiguration.Output;
        var code = ExitCodes.Done;
        foreach (var file in parsed.GetRequiredValue(_traces))
        {
            TraceFiles.RefuseMissing(file);
            var replays = parsed.GetValue(_screen);

            // A replay keeps commands, to name those that drew what differs.
            using var salvage = TraceSalvage.Open(file.ToString(), new TraceReaderOptions { LendsPayloads = !replays });
            var diagnosis = TraceDiagnosis.Of(salvage, file, replays);
            output.Write(parsed.GetValue(_json) ? DiagnosisJson.Of(diagnosis) : DiagnosisText.Of(diagnosis));
            code = TraceFiles.Worse(code, diagnosis.ExitCode);
        }

        return code;
    }
}
