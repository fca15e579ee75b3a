using System.CommandLine;
using System.CommandLine.Parsing;
using TraceLab.Cli.Console;
using TraceLab.Results;
using TraceLab.Simulation.Blitmaps.Merging;
using TraceLab.Simulation.Client;
using TraceLab.Simulation.Codecs;
using TraceLab.Simulation.Host;
using TraceLab.Simulation.Machine;
using TraceLab.Simulation.Policies;
using TraceLab.Simulation.Pricing;
using TraceLab.Simulation.Sweeps;
using TraceLab.Simulation.Wires;

namespace TraceLab.Cli.Sweeps;

/// <summary>The options that say what a sweep varies, and what stays the same.</summary>
internal sealed class SweepSettings
{
    private readonly AxisOption<string> _policies = new(
        "--policy",
        $"what goes as primitives: {Lists.All}, or {string.Join(", ", CommonOptions.PolicyNames)}",
        string.Join(',', PolicyRegistry.Usual),
        text => text == Lists.All ? [.. CommonOptions.PolicyNames] : [text],
        "names"
    );

    private readonly PolicyAssemblyOption _policyAssembly = new();

    private readonly AxisOption<string> _codecs = new(
        "--codec",
        $"pixel codecs: {Lists.All} lossless ones, or {string.Join(", ", PixelCodecs.Names)}; lossy ones with a quality as in jpeg-50",
        PixelCodecs.Default,
        text =>
            text == Lists.All ? [.. PixelCodecs.All.Select(codec => codec.Name)]
            : PixelCodecs.Find(text) is { } codec ? [codec.Name]
            : null,
        $"{Lists.All} or one of {string.Join(", ", PixelCodecs.Names)}"
    );

    private readonly AxisOption<string> _wires = Names(
        "--wire",
        "byte formats of frames",
        WireFormats.Default,
        [.. WireFormats.All.Select(wire => wire.Name)]
    );

    private readonly AxisOption<string> _profiles = new(
        "--profile",
        $"what the client can execute and keep: {Lists.All}, {string.Join(", ", ProfileNames)}, or JSON files",
        ClientProfiles.Default,
        text =>
            text == Lists.All ? ProfileNames
            : ProfileOption.IsFile(text) || ProfileNames.Contains(text, StringComparer.Ordinal) ? [text]
            : null,
        $"{Lists.All}, one of {string.Join(", ", ProfileNames)}, or a JSON file"
    );

    private readonly AxisOption<string> _rectangles = Names(
        "--rectangles",
        "how regions that go as pixels become rectangles",
        RectangleRules.Default,
        [.. RectangleRules.All.Select(rule => rule.Name)]
    );

    private readonly AxisOption<int> _polls = new(
        "--poll",
        "framebuffer update requests a second",
        $"{new MachineOptions().PollsPerSecond}",
        Lists.Numbers(1, 1000),
        "1 to 1000, or a range such as 15..60"
    );

    private readonly AxisOption<int> _regions = new(
        "--region",
        "edges of a region in pixels; 4..64 is 4, 8, 16, 32, 64",
        $"{new MachineOptions().RegionSize}",
        Lists.Numbers(1, 256),
        "1 to 256, or a range such as 4..64"
    );

    private readonly AxisOption<LinkSettings> _links = new(
        "--link",
        $"links to the client: {LinkText.Syntax}",
        "unlimited",
        text => LinkText.Parse(text) is { } link ? [link] : null,
        LinkText.Syntax,
        splits: false
    );

    private readonly Option<FileInfo?> _costProfile = PricingSettings.CostProfileOption();
    private readonly EmbodimentSettings _embodiment = new();
    private readonly Option<bool> _noCheck = CommonOptions.NoCheck();

    public SweepSettings() =>
        PolicyAssemblyOption.Check(
            _policies.Option,
            result => _policies.Texts(result.GetValueOrDefault<string[]>() ?? []).Where(text => text != Lists.All)
        );

    public void AddTo(Command command)
    {
        command.Options.Add(_policies.Option);
        command.Options.Add(_policyAssembly);
        command.Options.Add(_codecs.Option);
        command.Options.Add(_wires.Option);
        command.Options.Add(_profiles.Option);
        command.Options.Add(_rectangles.Option);
        command.Options.Add(_polls.Option);
        command.Options.Add(_regions.Option);
        command.Options.Add(_links.Option);
        command.Options.Add(_costProfile);
        _embodiment.AddTo(command);
        command.Options.Add(_noCheck);
        command.Validators.Add(RefuseIdleWires);
    }

    public SweepAxes Axes(ParseResult parsed) =>
        new()
        {
            Policies = _policies.Values(parsed),
            Codecs = _codecs.Values(parsed),
            Wires = _wires.Values(parsed),
            Profiles = [.. Profiles(parsed).Select(profile => profile.Name)],
            Rectangles = _rectangles.Values(parsed),
            PollsPerSecond = _polls.Values(parsed),
            RegionSizes = _regions.Values(parsed),
            Links = _links.Values(parsed),
        };

    /// <summary>What is the same in all configurations. Sweeps are always priced, since CPU time is one of their results.</summary>
    public MachineOptions Machine(ParseResult parsed) =>
        _embodiment.Apply(
            parsed,
            new MachineOptions
            {
                OwnPolicies = _policyAssembly.Of(parsed),
                OwnProfiles = [.. Profiles(parsed)],
                Costs = parsed.GetValue(_costProfile) is { } file
                    ? CostProfileFile.Load(file.ToString())
                    : CostProfile.Default,
            }
        );

    /// <inheritdoc cref="PolicyAssemblyOption.RefuseUnknown"/>
    public void RefuseUnknown(ParseResult parsed, IEnumerable<string> policies) =>
        _policyAssembly.RefuseUnknown(parsed, policies);

    /// <summary>The files that the user's own policies come from.</summary>
    public FileInfo[] PolicyAssemblies(ParseResult parsed) => _policyAssembly.Files(parsed);

    public bool Checks(ParseResult parsed) => !parsed.GetValue(_noCheck);

    private static string[] ProfileNames => [.. ClientProfiles.All.Select(profile => profile.Name)];

    private void RefuseIdleWires(CommandResult result)
    {
        var codecs = _codecs.Values(result);
        foreach (var wire in _wires.Values(result))
        {
            if (codecs.Count > 0 && !codecs.Any(codec => WireFormats.Carries(wire, codec)))
            {
                result.AddError(CommonOptions.UncarriedCodec(wire, string.Join(',', codecs)));
            }
        }
    }

    private IEnumerable<ClientProfile> Profiles(ParseResult parsed) =>
        _profiles.Values(parsed).Select(ProfileOption.Of);

    private static AxisOption<string> Names(string option, string what, string @default, string[] names) =>
        new(
            option,
            $"{what}: {Lists.All}, or {string.Join(", ", names)}",
            @default,
            Lists.Names(names),
            $"{Lists.All} or one of {string.Join(", ", names)}"
        );
}
