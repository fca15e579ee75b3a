using System.CommandLine;
using TraceLab.Simulation.Client;

namespace TraceLab.Cli.Console;

/// <summary><c>--profile</c>: a named client profile, or a JSON file that describes one.</summary>
internal sealed class ProfileOption : Option<string>
{
    private const string FileEnding = ".json";

    public ProfileOption()
        : base("--profile")
    {
        Description =
            $"what the client can execute and keep: {string.Join(", ", ClientProfiles.All.Select(profile => profile.Name))}, or a JSON file";
        DefaultValueFactory = _ => ClientProfiles.Default;
        HelpName = "NAME|FILE.json";
        Validators.Add(result =>
        {
            var value = result.GetValueOrDefault<string>() ?? "";
            if (!IsFile(value) && ClientProfiles.All.All(profile => profile.Name != value))
            {
                result.AddError(
                    $"--profile: expected one of {string.Join(", ", ClientProfiles.All.Select(profile => profile.Name))} or a file that ends in {FileEnding}, found '{value}'"
                );
            }
        });
    }

    /// <summary>The profile that was asked for; a file is read.</summary>
    /// <exception cref="Core.Faults.InputFaultException">The file cannot be used.</exception>
    public ClientProfile Of(ParseResult parsed) => Of(parsed.GetRequiredValue(this));

    /// <summary>The profile of this name, or of this file.</summary>
    /// <exception cref="Core.Faults.InputFaultException">The file cannot be used.</exception>
    public static ClientProfile Of(string value) =>
        IsFile(value) ? ClientProfileFile.Load(value) : ClientProfiles.ByName(value);

    public static bool IsFile(string value) => value.EndsWith(FileEnding, StringComparison.OrdinalIgnoreCase);
}
