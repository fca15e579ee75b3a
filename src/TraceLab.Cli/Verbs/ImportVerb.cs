using System.CommandLine;
using System.Diagnostics;
using TraceLab.Capture;
using TraceLab.Capture.Live;
using TraceLab.Capture.Spice;
using TraceLab.Capture.X11;
using TraceLab.Cli.Console;
using TraceLab.Core.Faults;

namespace TraceLab.Cli.Verbs;

/// <summary><c>tracelab import</c>: an existing recording becomes a trace.</summary>
internal sealed class ImportVerb : Verb
{
    private const string StandardInput = "-";

    private readonly Argument<string> _input = new("FILE")
    {
        Description = "a SPICE worker recording or an X11 wire log (NAME.bin), plain or gzip; '-' reads standard input",
    };

    private readonly Option<FileInfo> _output = new("--output", "-o")
    {
        Description = "the trace file to write (.tlt)",
        Required = true,
        HelpName = "TRACE",
    };

    private readonly Option<bool> _force = CommonOptions.Force();

    public ImportVerb()
        : base(
            "import",
            "Converts an existing recording into a trace. A truncated one is kept up to its last whole event."
        )
    {
        Arguments.Add(_input);
        Options.Add(_output);
        Options.Add(_force);
        SetAction(Run);
    }

    public override IReadOnlyList<Example> Examples { get; } =
    [
        new("a recording made with SPICE_WORKER_RECORD_FILENAME", "tracelab import recording.spice -o session.tlt"),
        new("a compressed one", "tracelab import recording.spice.gz -o session.tlt"),
        new(
            "an X11 wire log, made by 'record --lower-later'; session.meta.json and connection.setup lie beside it",
            "tracelab import session.bin.gz -o session.tlt"
        ),
        new("from a pipe", "cat recording.spice | tracelab import - -o session.tlt"),
    ];

    private int Run(ParseResult parsed)
    {
        var name = parsed.GetRequiredValue(_input);
        var output = parsed.GetRequiredValue(_output);
        var force = parsed.GetValue(_force);
        OutputFile.RefuseExisting(output, force);
        if (name != StandardInput && IsWireLog(name))
        {
            return WireLogImport.Run(name, output, force, parsed.InvocationConfiguration.Error);
        }

        using var input = Open(name);
        using var sink = new TraceSink(
            name,
            output,
            new SessionRecorderOptions { Force = force, IsLive = false },
            parsed.InvocationConfiguration.Error
        );
        sink.Begin(OriginOf(name));
        var started = Stopwatch.StartNew();
        try
        {
            var result = SpiceImporter.Import(input, sink.Accept, progress => sink.Report(Progress(started, progress)));
            return sink.Finish(
                new RecordingResult
                {
                    End = RecordingEnd.SourceEnded,
                    Events = result.Events,
                    Commands = result.Commands,
                    Losses = result.Losses,
                    IsTruncated = result.IsTruncated,
                    SourceBytes = result.RecordingBytes,
                    DurationNanoseconds = result.DurationNanoseconds,
                }
            );
        }
        catch (InputFaultException fault)
        {
            throw sink.Keep(fault);
        }
    }

    private static bool IsWireLog(string name)
    {
        TraceFiles.RefuseMissing(new FileInfo(name));
        return WireLogImporter.IsWireLog(name);
    }

    private static SessionOrigin OriginOf(string name) =>
        new()
        {
            Source = "spice",
            Host = "",
            Facts = new Dictionary<string, string>(StringComparer.Ordinal) { ["recording"] = Path.GetFileName(name) },
        };

    private static RecordingProgress Progress(Stopwatch started, SpiceImportProgress progress) =>
        new(started.Elapsed, progress.BytesRead, progress.Events, progress.Commands, progress.Losses);

    private static Stream Open(string name)
    {
        if (name == StandardInput)
        {
            return System.Console.OpenStandardInput();
        }

        TraceFiles.RefuseMissing(new FileInfo(name));
        return new FileStream(name, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1);
    }
}
