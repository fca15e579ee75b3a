using System.CommandLine;
using System.CommandLine.Parsing;
using TraceLab.Results;
using TraceLab.Simulation.Codecs;
using TraceLab.Simulation.Machine;
using TraceLab.Simulation.Wires;

namespace TraceLab.Cli.Console;

/// <summary>The options that say how a session is simulated, and what they make.</summary>
internal sealed class MachineSettings
{
    private readonly PolicyAssemblyOption _policyAssembly = new();
    private readonly Option<string> _codec = CommonOptions.Codec();
    private readonly Option<string> _wire = CommonOptions.Wire();
    private readonly ProfileOption _profile = new();
    private readonly ListOption _listProfiles = ListOption.Profiles();
    private readonly Option<string> _rectangles = CommonOptions.Rectangles();
    private readonly Option<int> _poll = CommonOptions.Poll();
    private readonly Option<int> _region = CommonOptions.Region();
    private readonly EmbodimentSettings _embodiment = new();
    private readonly PricingSettings _pricing = new();
    private readonly Option<bool> _noCheck = CommonOptions.NoCheck();

    public void AddTo(Command command)
    {
        command.Options.Add(_policyAssembly);
        command.Options.Add(_codec);
        command.Options.Add(_wire);
        command.Options.Add(_profile);
        command.Options.Add(_listProfiles);
        command.Options.Add(_rectangles);
        command.Options.Add(_poll);
        command.Options.Add(_region);
        _embodiment.AddTo(command);
        _pricing.AddTo(command);
        command.Options.Add(_noCheck);
        command.Validators.Add(RefuseUncarriedCodec);
    }

    public MachineOptions Machine(ParseResult parsed) =>
        _embodiment.Apply(
            parsed,
            new MachineOptions
            {
                PollsPerSecond = parsed.GetValue(_poll),
                RegionSize = parsed.GetValue(_region),
                OwnPolicies = _policyAssembly.Of(parsed),
                OwnProfiles = [_profile.Of(parsed)],
                Link = _pricing.Link(parsed),
                Costs = _pricing.Costs(parsed),
            }
        );

    /// <inheritdoc cref="PolicyAssemblyOption.RefuseUnknown"/>
    public void RefuseUnknown(ParseResult parsed, IEnumerable<string> policies) =>
        _policyAssembly.RefuseUnknown(parsed, policies);

    /// <summary>Null where the user named no link.</summary>
    public LinkSettings? Link(ParseResult parsed) => _pricing.Link(parsed);

    /// <summary>As <see cref="Link(ParseResult)"/>, for validators.</summary>
    public LinkSettings? Link(CommandResult result) => _pricing.Link(result);

    public RunSettings Run(ParseResult parsed, string trace, string policy) =>
        new()
        {
            Trace = trace,
            Policy = policy,
            Codec = PixelCodecs.ByName(parsed.GetValue(_codec)!).Name,
            Wire = parsed.GetValue(_wire)!,
            Profile = _profile.Of(parsed).Name,
            Rectangles = parsed.GetValue(_rectangles)!,
            PollsPerSecond = parsed.GetValue(_poll),
            RegionSize = parsed.GetValue(_region),
            Link = _pricing.Link(parsed),
            CostProfile = _pricing.Costs(parsed)?.Name,
            Checked = !parsed.GetValue(_noCheck),
        };

    private void RefuseUncarriedCodec(CommandResult result)
    {
        // Validators see no defaults; names that are unknown are refused by their options.
        var codecName = result.GetValue(_codec) ?? PixelCodecs.Default;
        if (
            WireFormats.All.FirstOrDefault(wire => wire.Name == result.GetValue(_wire)) is { } wire
            && PixelCodecs.Find(codecName) is { } codec
            && wire.Carry(codec) is null
        )
        {
            result.AddError(CommonOptions.UncarriedCodec(wire.Name, codec.Name));
        }
    }
}
