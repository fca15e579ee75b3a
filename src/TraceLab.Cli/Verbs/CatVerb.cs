using System.CommandLine;
using TraceLab.Cli.Console;
using TraceLab.TraceFormat;

namespace TraceLab.Cli.Verbs;

/// <summary><c>tracelab cat</c>: several traces one after another as one.</summary>
internal sealed class CatVerb : Verb
{
    private readonly Argument<FileInfo[]> _traces = CommonOptions.Traces();
    private readonly Option<FileInfo> _output = CommonOptions.OutputTrace();
    private readonly Option<bool> _force = CommonOptions.Force();

    public CatVerb()
        : base(
            "cat",
            "Joins traces: each begins where the one before ended, with a marker that names it. Surfaces of the one before are destroyed, but for the screen, which shows until the next creates its own."
        )
    {
        Arguments.Add(_traces);
        Options.Add(_output);
        Options.Add(_force);
        SetAction(Run);
    }

    public override IReadOnlyList<Example> Examples { get; } =
    [
        new("two sessions as one", "tracelab cat session.tlt other.tlt -o both.tlt"),
        new("the same session twice", "tracelab cat session.tlt session.tlt -o twice.tlt"),
    ];

    private int Run(ParseResult parsed)
    {
        var files = parsed.GetRequiredValue(_traces);
        var readers = new List<TraceReader>();
        try
        {
            foreach (var file in files)
            {
                readers.Add(TraceFiles.Open(file));
            }

            var code = ExitCodes.Done;
            foreach (var (file, reader) in files.Zip(readers))
            {
                code = TraceFiles.Worse(
                    code,
                    TraceFiles.ReportLosses(reader, file, parsed.InvocationConfiguration.Error)
                );
            }

            using var joined = new RewrittenTrace(
                parsed.GetRequiredValue(_output),
                parsed.GetValue(_force),
                readers[0].Header
            );
            var parts = files.Zip(readers, (file, reader) => (TraceFiles.NameOf(file), reader.Events()));
            foreach (var sessionEvent in TraceEdits.Join(parts))
            {
                joined.Writer.Write(sessionEvent);
            }

            joined.Complete();
            return code;
        }
        finally
        {
            readers.ForEach(reader => reader.Dispose());
        }
    }
}
