using System.CommandLine;
using TraceLab.Cli.Console;
using TraceLab.TraceFormat;

namespace TraceLab.Cli.Verbs;

/// <summary><c>tracelab repack</c>: the same session, stored in another way.</summary>
internal sealed class RepackVerb : RewritingVerb
{
    private const int MegaByte = 1 << 20;

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

    public RepackVerb()
        : base("repack", "Writes a trace anew with another compression, chunk size or distance of keyframes.")
    {
        Options.Add(_level);
        Options.Add(_chunk);
        Options.Add(_keyframes);
        _level.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is not (0 or (>= 3 and <= 12)) and var found)
            {
                result.AddError($"--level: expected 0 or 3 to 12, found {found}");
            }
        });
    }

    public override IReadOnlyList<Example> Examples { get; } =
    [
        new("as small as it gets, to be kept", "tracelab repack session.tlt -o small.tlt"),
        new(
            "over the trace itself, with keyframes close together",
            "tracelab repack session.tlt -o session.tlt --force --level 9 --keyframes 32"
        ),
    ];

    protected override Rewriting Rewrite(ParseResult parsed, FileInfo file, TraceReader reader)
    {
        var before = file.Length;
        return new Rewriting(reader.Header, reader.Events())
        {
            Options = new TraceWriterOptions
            {
                CompressionLevel = parsed.GetValue(_level),
                ChunkBytes = parsed.GetValue(_chunk) * MegaByte,
                KeyframeWorkBytes = (long)parsed.GetValue(_keyframes) * MegaByte,
            },
            Report = writer => $"{writer.BytesWritten} bytes, before {before}",
        };
    }
}
