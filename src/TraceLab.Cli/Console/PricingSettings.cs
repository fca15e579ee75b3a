using System.CommandLine;
using System.CommandLine.Parsing;
using TraceLab.Results;
using TraceLab.Simulation.Host;
using TraceLab.Simulation.Pricing;

namespace TraceLab.Cli.Console;

/// <summary>The options that ask for the price in time: a link, and a profile of what CPU work costs.</summary>
internal sealed class PricingSettings
{
    private readonly Option<string?> _link = new("--link")
    {
        Description =
            $"the link to the client, which adds what frames take in time: {LinkText.Syntax}; skip leaves polls out while it is busy",
        HelpName = "LINK",
    };

    private readonly Option<FileInfo?> _costProfile = CostProfileOption();

    private (string Path, CostProfile Profile)? _loaded;

    public PricingSettings() =>
        _link.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is { } text && LinkText.Parse(text) is null)
            {
                result.AddError($"--link: expected {LinkText.Syntax}, found '{text}'");
            }
        });

    public static Option<FileInfo?> CostProfileOption() =>
        new("--cost-profile")
        {
            Description =
                "what CPU work costs, as 'tracelab calibrate' measured it (default where time is asked for: the profile shipped)",
            HelpName = "FILE",
        };

    public void AddTo(Command command)
    {
        command.Options.Add(_link);
        command.Options.Add(_costProfile);
    }

    /// <summary>Null where the user named no link.</summary>
    public LinkSettings? Link(ParseResult parsed) => LinkText.Parse(parsed.GetValue(_link));

    /// <summary>As <see cref="Link(ParseResult)"/>, for validators.</summary>
    public LinkSettings? Link(CommandResult result) => LinkText.Parse(result.GetValue(_link));

    /// <summary>The user's profile, or the one shipped where only a link is named; null where nobody asked for time.</summary>
    public CostProfile? Costs(ParseResult parsed)
    {
        if (parsed.GetValue(_costProfile) is not { } file)
        {
            return parsed.GetValue(_link) is null ? null : CostProfile.Default;
        }

        if (_loaded?.Path != file.ToString())
        {
            _loaded = (file.ToString(), CostProfileFile.Load(file.ToString()));
        }

        return _loaded.Value.Profile;
    }
}
