using System.CommandLine;
using TraceLab.Cli.Console;
using TraceLab.Core.Faults;

namespace TraceLab.Cli.Verbs;

/// <summary><c>tracelab screen</c>: the primary framebuffer at a moment of the session, as a file.</summary>
internal sealed class ScreenVerb : Verb
{
    private readonly Argument<FileInfo> _trace = CommonOptions.Trace();

    private readonly Option<string> _at = new("--at")
    {
        Description = "the moment: 'end', or seconds since the session's first event",
        DefaultValueFactory = _ => "end",
        HelpName = "end|SECONDS",
    };

    private readonly Option<FileInfo> _output = new("--output", "-o")
    {
        Description = "the file to write: .png, or .bgrx for width×height×4 bytes, top row first, B G R 0",
        Required = true,
        HelpName = "FILE",
    };

    private readonly Option<bool> _force = CommonOptions.Force();

    public ScreenVerb()
        : base("screen", "Writes the screen as the primary framebuffer showed it at a moment of the session.")
    {
        Arguments.Add(_trace);
        Options.Add(_at);
        Options.Add(_output);
        Options.Add(_force);
        _at.Validators.Add(result =>
        {
            if (Moments.Parse(result.GetValueOrDefault<string>()) is null)
            {
                result.AddError($"--at: expected {Moments.Syntax}, found '{result.GetValueOrDefault<string>()}'");
            }
        });
        _output.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<FileInfo>() is { } file && !ScreenFile.IsKnown(file))
            {
                result.AddError($"--output: expected a name that ends in .png or .bgrx, found '{file}'");
            }
        });
        SetAction(Run);
    }

    public override IReadOnlyList<Example> Examples { get; } =
    [
        new("the screen at the end", "tracelab screen session.tlt --at end -o screen.png"),
        new("after two and a half seconds, as plain pixels", "tracelab screen session.tlt --at 2.5 -o screen.bgrx"),
    ];

    private int Run(ParseResult parsed)
    {
        var file = parsed.GetRequiredValue(_trace);
        var output = parsed.GetRequiredValue(_output);
        OutputFile.RefuseExisting(output, parsed.GetValue(_force));
        using var reader = TraceFiles.Open(file);
        var code = TraceFiles.ReportLosses(reader, file, parsed.InvocationConfiguration.Error);
        var screen =
            reader.StateAt(Moments.Parse(parsed.GetValue(_at))!.Value).Surfaces.Screen
            ?? throw new InputFaultException(
                "there is no screen at this moment",
                file.ToString(),
                remedy: "name a later moment with --at"
            );
        ScreenFile.Write(screen, output);
        return code;
    }
}
