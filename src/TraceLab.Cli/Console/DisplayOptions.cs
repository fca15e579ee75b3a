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

    private readonly Option<bool> _view = new("--view") { Description = "x11: show the session in a window (Xephyr)" };

    private readonly Option<string?> _checkpoints = new("--checkpoints")
    {
        Description =
            "x11: time between two looks at the server's own screen, whose hashes 'doctor --screen' checks (default: 5s)",
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
        Option[] all = [_through, _view, _checkpoints, _lowerLater];
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
            else if (result.GetValue(_view) && result.GetValue(_through) is not null)
            {
                result.AddError("--view: excludes --through");
            }
            else if (result.GetValue(_through) is { } display && ParseDisplay(display) is null)
            {
                result.AddError($"--through: expected a display of this machine such as :1, found '{display}'");
            }
            else if (result.GetValue(_checkpoints) is { } time && RecordVerb.ParseDuration(time) is null)
            {
                result.AddError($"--checkpoints: expected a time such as 30s, 500ms, 5m or 1h, found '{time}'");
            }
        });
    }

    /// <summary>Whether only a wire log is wanted.</summary>
    public bool IsLoweredLater(ParseResult parsed) => parsed.GetValue(_lowerLater);

    /// <summary>As <see cref="IsLoweredLater(ParseResult)"/>, for validators.</summary>
    public bool IsLoweredLater(CommandResult result) => result.GetValue(_lowerLater);

    public RecordingOptions Of(ParseResult parsed, RecordingOptions options) =>
        options with
        {
            Display = ParseDisplay(parsed.GetValue(_through)),
            IsShown = parsed.GetValue(_view),
            CheckpointInterval = RecordVerb.ParseDuration(parsed.GetValue(_checkpoints)) ?? options.CheckpointInterval,
        };

    private static int? ParseDisplay(string? text) =>
        text is [':', .. var number]
        && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var display)
        && display <= ushort.MaxValue
            ? display
            : null;
}
