using System.CommandLine;
using TraceLab.Cli.Console;
using TraceLab.TraceFormat;

namespace TraceLab.Cli.Verbs;

/// <summary><c>tracelab repack</c>: the same session, stored in another way.</summary>
internal sealed class RepackVerb : Verb
{
    private const int MegaByte = 1 << 20;

    private readonly Argument<FileInfo> _trace = CommonOptions.Trace();
    private readonly Option<FileInfo> _output = CommonOptions.OutputTrace();
    private readonly Option<int> _level = new("--level")
    {
        Description =
            "how hard to compress: 0 is fast, 3 to 12 make the file smaller and take longer; reading is as fast",
        DefaultValueFactory = _ => 12,
        HelpName = "N",
    };

    private readonly Option<int> _chunk = CommonOptions.Whole(
        "--chunk",
        "megabytes of a chunk before compression; larger ones compress better, a damaged one costs more",
        1,
        1,
        128
    );

    private readonly Option<int> _keyframes = CommonOptions.Whole(
        "--keyframes",
        "megabytes of drawing work between keyframes; fewer seek faster, 0 leaves keyframes out",
        (int)(new TraceWriterOptions().KeyframeWorkBytes / MegaByte),
        0,
        1 << 20
    );

    private readonly Option<bool> _force = CommonOptions.Force();

    public RepackVerb()
        : base("repack", "Writes a trace anew with another compression, chunk size or distance of keyframes.")
    {
        Arguments.Add(_trace);
        Options.Add(_output);
        Options.Add(_level);
        Options.Add(_chunk);
        Options.Add(_keyframes);
        Options.Add(_force);
        _level.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is not (0 or (>= 3 and <= 12)) and var found)
            {
                result.AddError($"--level: expected 0 or 3 to 12, found {found}");
            }
        });
        SetAction(Run);
    }

    public override IReadOnlyList<Example> Examples { get; } =
    [
        new("as small as it gets, to be kept", "tracelab repack session.tlt -o small.tlt"),
        new(
            "over the trace itself, with keyframes close together",
            "tracelab repack session.tlt -o session.tlt --force --level 9 --keyframes 32"
        ),
    ];

    private int Run(ParseResult parsed)
    {
        var file = parsed.GetRequiredValue(_trace);
        var output = parsed.GetRequiredValue(_output);
        var error = parsed.InvocationConfiguration.Error;
        using var reader = TraceFiles.Open(file);
        var code = TraceFiles.ReportLosses(reader, file, error);
        var before = file.Length;
        using var repacked = new RewrittenTrace(
            output,
            parsed.GetValue(_force),
            reader.Header,
            new TraceWriterOptions
            {
                CompressionLevel = parsed.GetValue(_level),
                ChunkBytes = parsed.GetValue(_chunk) * MegaByte,
                KeyframeWorkBytes = (long)parsed.GetValue(_keyframes) * MegaByte,
            }
        );
        foreach (var sessionEvent in reader.Events())
        {
            repacked.Writer.Write(sessionEvent);
        }

        repacked.Complete();
        error.WriteLine($"tracelab: {output}: {repacked.Writer.BytesWritten} bytes, before {before}");
        return code;
    }
}
