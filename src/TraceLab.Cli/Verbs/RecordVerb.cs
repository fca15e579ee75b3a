using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using TraceLab.Capture.Live;
using TraceLab.Cli.Console;
using TraceLab.Cli.WhatIf;
using TraceLab.Core.Faults;

namespace TraceLab.Cli.Verbs;

/// <summary><c>tracelab record</c>: a live session becomes a trace while it runs.</summary>
internal sealed class RecordVerb : Verb
{
    private readonly Option<string> _source = new("--source")
    {
        Description =
            "where the session is: " + string.Join("; ", SessionSources.All.Select(s => $"{s.Name} ({s.Summary})")),
        DefaultValueFactory = _ => SessionSources.All[0].Name,
        HelpName = "NAME",
    };

    private readonly Option<FileInfo> _output = new("--output", "-o")
    {
        Description = "the trace file to write (.tlt)",
        Required = true,
        HelpName = "TRACE",
    };

    private readonly Option<string> _size = new("--size")
    {
        Description = "the screen's size in pixels",
        DefaultValueFactory = _ => "1024x768",
        HelpName = "WIDTHxHEIGHT",
    };

    private readonly Option<string?> _duration = new("--duration", "--max-duration")
    {
        Description = "stop after this time, such as 30s, 500ms, 5m or 1h (default: when the command exits)",
        HelpName = "TIME",
    };

    private readonly DisplayOptions _display = new();
    private readonly RecordingLimits _limits = new();
    private readonly WhatIfOption _whatIf = new();
    private readonly Option<bool> _return = new("--return") { Description = "exit with the command's own exit code" };
    private readonly Option<bool> _force = CommonOptions.Force();

    private readonly Argument<string[]> _command = new("COMMAND")
    {
        Description = "the program to run in the session, with its arguments; put -- before it",
        Arity = ArgumentArity.ZeroOrMore,
    };

    public RecordVerb()
        : base(
            "record",
            "Records a live session into a trace. Ends when the command exits, on Ctrl-C, or after --duration."
        )
    {
        _source.AcceptOnlyFromAmong([.. SessionSources.All.Select(source => source.Name)]);
        Options.Add(_source);
        Options.Add(_output);
        Options.Add(_size);
        Options.Add(_duration);
        _display.AddTo(this, SourceOf);
        _limits.AddTo(this);
        Options.Add(_whatIf);
        Options.Add(_return);
        Options.Add(_force);
        Arguments.Add(_command);
        Require(_size, text => ParseSize(text) is not null, "WIDTHxHEIGHT, each 64 to 8192");
        Require(
            _duration,
            text => text is null || ParseDuration(text) is not null,
            "a time such as 30s, 500ms, 5m or 1h"
        );
        Validators.Add(result =>
        {
            var source = SessionSources.Find(SourceOf(result));
            var hasCommand = result.GetValue(_command) is { Length: > 0 };
            if (_display.IsAttached(result))
            {
                if (hasCommand)
                {
                    result.AddError("record: --attach records what runs already, and takes no command");
                }
            }
            else if (source is { RunsCommand: true } && !hasCommand)
            {
                result.AddError("record: expected a command to run after --, found none");
            }
            else if (source is { RunsCommand: false } && hasCommand)
            {
                result.AddError($"record: the source '{source.Name}' runs no command");
            }

            if (_display.IsLoweredLater(result) && result.GetValue(_whatIf) is { Length: > 0 })
            {
                result.AddError("--what-if: nothing is known of the drawing before a wire log is lowered");
            }
        });
        // Off the main thread, which stays free to hear Ctrl-C.
        SetAction((parsed, cancellation) => Task.Run(() => Run(parsed, cancellation), CancellationToken.None));
    }

    public override IReadOnlyList<Example> Examples { get; } =
    [
        new(
            "a terminal in a private server, until it is closed or for three seconds",
            "tracelab record -o session.tlt --duration 3s -- xterm"
        ),
        new(
            "a smaller screen, and a command that ends by itself",
            "tracelab record -o session.tlt --size 800x600 -- xterm -e ls -l"
        ),
        new(
            "only the last two seconds of a session, however long it is",
            "tracelab record -o session.tlt --ring 2s -- xterm -e ls -l"
        ),
        new(
            "in a window on the display that we run on, so that the session can be seen and used",
            "tracelab record --view --duration 2s -o session.tlt -- xterm"
        ),
        new(
            "what happens on the display that we run on, for two seconds",
            "tracelab record --attach $DISPLAY --duration 2s -o session.tlt"
        ),
        new(
            "under a server with a SPICE adapter, which has its own view of what is drawn",
            "tracelab record --source spice -o session.tlt -- xterm -e ls -l"
        ),
        new(
            "a stream on standard input; the same line is a record filter for a QEMU guest with a QXL adapter",
            "tracelab record --source spice-pipe -o session.tlt < recording.spice"
        ),
        new(
            "what two policies would send of it, each second",
            "tracelab record -o session.tlt --what-if ordered,pixels -- xterm -e ls -l"
        ),
        new(
            "all that the programs ask of their server as a wire log, for tracelab import",
            "tracelab record --lower-later -o session.bin -- xterm -e ls -l"
        ),
    ];

    private int Run(ParseResult parsed, CancellationToken cancellation)
    {
        var output = parsed.GetRequiredValue(_output);
        var force = parsed.GetValue(_force);
        OutputFile.RefuseExisting(output, force);
        var (width, height) = ParseSize(parsed.GetRequiredValue(_size))!.Value;
        var options = _display.Of(
            parsed,
            new RecordingOptions
            {
                Width = width,
                Height = height,
                Duration = ParseDuration(parsed.GetValue(_duration)),
                Command = parsed.GetValue(_command) ?? [],
            }
        );
        var error = parsed.InvocationConfiguration.Error;
        AttachWarning.Write(options, error);
        if (_display.IsLoweredLater(parsed))
        {
            var (code, own) = WireLogRecording.Run(options, output, force, error, cancellation);
            return parsed.GetValue(_return) && own is { } exit ? exit : code;
        }

        var source = SessionSources.Find(parsed.GetRequiredValue(_source))!;
        using var full = new CancellationTokenSource();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation, full.Token);
        using var sink = new TraceSink(
            source.RunsCommand ? source.Name : "standard input",
            output,
            _limits.Of(parsed, force),
            error,
            full.Cancel
        );
        using var onDemand = RecordingLimits.WriteRingOnSignal(sink);
        using var whatIf = _whatIf.Start(parsed);
        RecordingResult result;
        try
        {
            result = source.Record(options, whatIf is null ? sink : new WhatIfSink(sink, whatIf), stop.Token);
        }
        catch (InputFaultException fault)
        {
            throw sink.Keep(fault);
        }

        var traceCode = sink.Finish(result);
        whatIf?.Finish(error);
        return parsed.GetValue(_return) && result.ExitCode is { } commandCode ? commandCode : traceCode;
    }

    // While a command line is checked, an option that is not given has no value yet, not even its default.
    private string SourceOf(CommandResult result) => result.GetValue(_source) ?? SessionSources.All[0].Name;

    private static void Require<T>(Option<T> option, Func<string?, bool> isGood, string expected) =>
        option.Validators.Add(result =>
        {
            if (!isGood(result.GetValueOrDefault<string>()))
            {
                result.AddError($"{option.Name}: expected {expected}, found '{result.GetValueOrDefault<string>()}'");
            }
        });

    private static (int Width, int Height)? ParseSize(string? text)
    {
        var parts = text?.Split('x') ?? [];
        return
            parts.Length == 2
            && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var width)
            && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var height)
            && width is >= 64 and <= 8192
            && height is >= 64 and <= 8192
            ? (width, height)
            : null;
    }

    internal static TimeSpan? ParseDuration(string? text)
    {
        (string Unit, double Seconds)[] units = [("ms", 0.001), ("s", 1), ("m", 60), ("h", 3600)];
        foreach (var (unit, seconds) in units)
        {
            if (
                text?.EndsWith(unit, StringComparison.Ordinal) == true
                && double.TryParse(
                    text[..^unit.Length],
                    NumberStyles.AllowDecimalPoint,
                    CultureInfo.InvariantCulture,
                    out var number
                )
                && number * seconds is > 0 and < 1_000_000
            )
            {
                return TimeSpan.FromSeconds(number * seconds);
            }
        }

        return null;
    }
}
