using System.CommandLine;
using TraceLab.Capture;
using TraceLab.Capture.Spice;
using TraceLab.Cli.Console;
using TraceLab.Core.Commands;
using TraceLab.Core.Faults;
using TraceLab.Core.Geometry;
using TraceLab.Core.Pixels;
using TraceLab.TraceFormat;

namespace TraceLab.Cli.Verbs;

/// <summary><c>tracelab import</c>: an existing recording becomes a trace.</summary>
internal sealed class ImportVerb : Verb
{
    private const string StandardInput = "-";

    private readonly Argument<string> _input = new("FILE")
    {
        Description = "a SPICE worker recording, plain or gzip; '-' reads standard input",
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
            "Converts an existing SPICE recording into a trace. A truncated one is kept up to its last whole event."
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
        new("from a pipe", "cat recording.spice | tracelab import - -o session.tlt"),
    ];

    private int Run(ParseResult parsed)
    {
        var name = parsed.GetRequiredValue(_input);
        var output = parsed.GetRequiredValue(_output);
        var force = parsed.GetValue(_force);
        OutputFile.RefuseExisting(output, force);
        using var input = Open(name);
        var header = new TraceHeader
        {
            Source = "spice",
            Clock = "monotonic",
            Tool = ToolName.Full,
            Facts = new Dictionary<string, string>(StringComparer.Ordinal) { ["recording"] = Path.GetFileName(name) },
        };
        using var recorder = new SessionRecorder(output.FullName, header, force, isLive: false);
        var error = parsed.InvocationConfiguration.Error;
        var status = new StatusLine(error);
        try
        {
            var result = SpiceImporter.Import(
                input,
                recorder.Write,
                progress => status.Show($"{progress.BytesRead / 1e6:F0} MB read, {progress.Commands} commands")
            );
            status.Clear();
            return Finish(result, recorder, name, output, error);
        }
        catch (InputFaultException fault)
        {
            status.Clear();
            throw Keep(recorder, fault.In(name), output);
        }
    }

    private static Stream Open(string name)
    {
        if (name == StandardInput)
        {
            return System.Console.OpenStandardInput();
        }

        TraceFiles.RefuseMissing(new FileInfo(name));
        return new FileStream(name, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1);
    }

    private static int Finish(
        SpiceImportResult result,
        SessionRecorder recorder,
        string name,
        FileInfo output,
        TextWriter error
    )
    {
        if (result.IsTruncated)
        {
            recorder.Write(Truncation(result));
            error.WriteLine(
                $"tracelab: {name}: offset {result.RecordingBytes}: the recording ends inside an event: {result.Events} whole events are kept"
            );
        }

        foreach (var (cause, count) in result.Losses)
        {
            error.WriteLine($"tracelab: {name}: data loss: {cause}, {count} times");
        }

        var summary = recorder.Complete();
        error.WriteLine(
            $"tracelab: {output}: {summary.Commands} commands, {summary.DurationNanoseconds / 1e9:F3} s, {recorder.BytesWritten} bytes"
        );
        return result.IsTruncated || result.Losses.Count > 0 ? ExitCodes.DoneWithLoss : ExitCodes.Done;
    }

    private static DataLost Truncation(SpiceImportResult result) =>
        new(
            result.DurationNanoseconds,
            "truncated-recording",
            1,
            Surface.ScreenId,
            Rect.Empty,
            $"the recording ends inside an event after {result.RecordingBytes} bytes"
        );

    // Damage in the middle: what came before it is good, and is kept. The fault says so, to be one line.
    private static InputFaultException Keep(SessionRecorder recorder, InputFaultException fault, FileInfo output)
    {
        if (!recorder.HasScreen)
        {
            return fault;
        }

        recorder.Write(
            new DataLost(
                recorder.LastTimeNanoseconds,
                "damaged-recording",
                1,
                Surface.ScreenId,
                Rect.Empty,
                fault.Message
            )
        );
        var summary = recorder.Complete();
        return new InputFaultException(
            fault.What,
            fault.File,
            fault.Offset,
            fault.Expected,
            fault.Found,
            $"the {summary.Commands} commands before it are kept in {output}",
            fault
        );
    }
}
