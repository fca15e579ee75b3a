using System.CommandLine;
using TraceLab.Cli.Console;
using TraceLab.Results;
using TraceLab.Simulation.Client;
using TraceLab.Simulation.Codecs;
using TraceLab.Simulation.Machine;
using TraceLab.Simulation.Wires;

namespace TraceLab.Cli.WhatIf;

/// <summary><c>--what-if</c>: policies to hold against each other while a session is recorded.</summary>
internal sealed class WhatIfOption : Option<string[]>
{
    public WhatIfOption()
        : base("--what-if")
    {
        Description =
            "print each second what these policies would send of the session, as 'compare' does with its defaults (without the pixel check)";
        HelpName = "POLICY,…";
        Validators.Add(result =>
        {
            var names = Names(result.GetValueOrDefault<string[]>());
            foreach (var name in names.Except(CommonOptions.PolicyNames, StringComparer.Ordinal))
            {
                result.AddError(
                    $"--what-if: expected one of {string.Join(", ", CommonOptions.PolicyNames)}, found '{name}'"
                );
            }
        });
    }

    /// <summary>Null if nobody asked.</summary>
    public LiveSimulation? Start(ParseResult parsed) =>
        Names(parsed.GetValue(this)) is { Length: > 0 } policies
            ? new LiveSimulation(policies.Select(Settings), parsed.InvocationConfiguration.Output)
            : null;

    private static string[] Names(string[]? values) =>
        [
            .. (values ?? [])
                .SelectMany(value => value.Split(',', StringSplitOptions.TrimEntries))
                .Distinct(StringComparer.Ordinal),
        ];

    private static RunSettings Settings(string policy) =>
        new()
        {
            Trace = "live",
            Policy = policy,
            Codec = PixelCodecs.Default,
            Wire = WireFormats.Default,
            Profile = ClientProfiles.Default,
            PollsPerSecond = new MachineOptions().PollsPerSecond,
            RegionSize = new MachineOptions().RegionSize,
            Checked = false,
        };
}
