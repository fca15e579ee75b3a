using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using TraceLab.Capture.Live;
using TraceLab.Cli.Verbs;

namespace TraceLab.Cli.Console;

/// <summary>The options of <c>record</c> that only X11 sessions have.</summary>
internal sealed class DisplayOptions
{
    private const string Source = "x11";

    private readonly Option<string?> _through = new("--through")
    {
        Description = "x11: record on this X display, which is there already, so that it can be seen and used",
        HelpName = ":N",
    };

    private readonly Option<string?> _attach = new("--attach")
    {
        Description = "x11: record what happens on this X display, where a session runs already; takes no command",
        HelpName = ":N",
    };

    private readonly Option<bool> _raiseBuffers = new("--raise-socket-buffers")
    {
        Description =
            "x11, with --attach, as root: guard the server by larger socket buffers, which are set for the whole machine while we connect",
    };

    private readonly Option<bool> _view = new("--view") { Description = "x11: show the session in a window (Xephyr)" };

    private readonly Option<string?> _checkpoints = new("--checkpoints")
    {
        Description =
            "x11: mean time between two looks at the server's own screen, at random moments, whose hashes 'doctor --screen' checks (default: 5s)",
        HelpName = "TIME",
    };

    private readonly Option<bool> _lowerLater = new("--lower-later")
    {
        Description = "x11: only log what is asked of the server, into NAME.bin, for 'import' to make a trace of",
    };

    /// <param name="command">What gets the options.</param>
    /// <param name="sourceOf">The name of the source that a command line means.</param>
    public void AddTo(Command command, Func<CommandResult, string> sourceOf)
    {
        Option[] all = [_through, _attach, _raiseBuffers, _view, _checkpoints, _lowerLater];
        foreach (var option in all)
        {
            command.Options.Add(option);
        }

        command.Validators.Add(result =>
        {
            var given = all.FirstOrDefault(option => result.GetResult(option) is { Implicit: false });
            if (given is not null && sourceOf(result) != Source)
            {
                result.AddError($"{given.Name}: only the source '{Source}' has it");
            }
            else if (Exclusive.Count(option => result.GetResult(option) is { Implicit: false }) > 1)
            {
                result.AddError(
                    $"{string.Join(", ", Exclusive.Select(option => option.Name))}: each excludes the others"
                );
            }
            else if (Displays.FirstOrDefault(option => !IsDisplay(result.GetValue(option))) is { } wrong)
            {
                result.AddError(
                    $"{wrong.Name}: expected a display of this machine such as :1, found '{result.GetValue(wrong)}'"
                );
            }
            else if (result.GetValue(_raiseBuffers) && !IsAttached(result))
            {
                result.AddError($"{_raiseBuffers.Name}: only with {_attach.Name}");
            }
            else if (result.GetValue(_checkpoints) is { } time && RecordVerb.ParseDuration(time) is null)
            {
                result.AddError($"--checkpoints: expected a time such as 30s, 500ms, 5m or 1h, found '{time}'");
            }
        });
    }

    /// <summary>Whether a session is to be recorded that runs already.</summary>
    public bool IsAttached(CommandResult result) => result.GetValue(_attach) is not null;

    /// <summary>Whether only a wire log is wanted.</summary>
    public bool IsLoweredLater(ParseResult parsed) => parsed.GetValue(_lowerLater);

    /// <summary>As <see cref="IsLoweredLater(ParseResult)"/>, for validators.</summary>
    public bool IsLoweredLater(CommandResult result) => result.GetValue(_lowerLater);

    public RecordingOptions Of(ParseResult parsed, RecordingOptions options) =>
        options with
        {
            Display = ParseDisplay(parsed.GetValue(_through) ?? parsed.GetValue(_attach)),
            IsAttached = parsed.GetValue(_attach) is not null,
            RaisesSocketBuffers = parsed.GetValue(_raiseBuffers),
            IsShown = parsed.GetValue(_view),
            CheckpointInterval = RecordVerb.ParseDuration(parsed.GetValue(_checkpoints)) ?? options.CheckpointInterval,
        };

    private Option[] Exclusive => [_through, _attach, _view];

    private Option<string?>[] Displays => [_through, _attach];

    private static bool IsDisplay(string? text) => text is null || ParseDisplay(text) is not null;

    private static int? ParseDisplay(string? text) =>
        text is [':', .. var number]
        && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var display)
        && display <= ushort.MaxValue
            ? display
            : null;
}
