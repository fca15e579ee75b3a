using System.CommandLine;
using System.Globalization;
using TraceLab.Cli.Console;
using TraceLab.Core.Faults;
using TraceLab.Core.Painting;
using TraceLab.Core.Pixels;
using TraceLab.TraceFormat;

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
            if (ParseMoment(result.GetValueOrDefault<string>()) is null)
            {
                result.AddError($"--at: expected 'end' or seconds, found '{result.GetValueOrDefault<string>()}'");
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
            ScreenAt(reader, ParseMoment(parsed.GetValue(_at))!.Value)
            ?? throw new InputFaultException(
                "there is no screen at this moment",
                file.ToString(),
                remedy: "name a later moment with --at"
            );
        ScreenFile.Write(screen, output);
        return code;
    }

    private static Surface? ScreenAt(TraceReader reader, long momentNanoseconds)
    {
        var surfaces = new SurfaceSet();
        var painter = new Painter(surfaces);
        foreach (var sessionEvent in reader.Events())
        {
            if (sessionEvent.TimeNanoseconds > momentNanoseconds)
            {
                break;
            }

            painter.Apply(sessionEvent);
        }

        return surfaces.Screen;
    }

    private static long? ParseMoment(string? text) =>
        text == "end" ? long.MaxValue
        : decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds)
        && seconds < 9_000_000_000
            ? (long)(seconds * 1_000_000_000)
        : null;
}
