using System.CommandLine;
using System.CommandLine.Parsing;
using TraceLab.Simulation.Policies;
using TraceLab.Simulation.Policies.Own;

namespace TraceLab.Cli.Console;

/// <summary><c>--policy-assembly</c>: policies that the user wrote, for <c>--policy</c> to name.</summary>
internal sealed class PolicyAssemblyOption : Option<FileInfo[]>
{
    private const string Flag = "--policy-assembly";

    private IReadOnlyList<IPolicy>? _loaded;

    public PolicyAssemblyOption()
        : base(Flag)
    {
        Description =
            "a .NET assembly with policies of your own, for --policy to name (tools/PolicyTemplate); may be given several times";
        HelpName = "FILE.dll";
    }

    /// <summary>The policies of all assemblies named; loaded once.</summary>
    /// <exception cref="Core.Faults.InputFaultException">An assembly cannot be used.</exception>
    public IReadOnlyList<IPolicy> Of(ParseResult parsed) =>
        _loaded ??= [.. Files(parsed).SelectMany(file => PolicyAssembly.Load(file.FullName))];

    /// <exception cref="Core.Faults.InputFaultException">A policy is neither one of ours nor one of the user's.</exception>
    public void RefuseUnknown(ParseResult parsed, IEnumerable<string> policies)
    {
        foreach (var policy in policies)
        {
            PolicyRegistry.ByName(policy, Of(parsed));
        }
    }

    public FileInfo[] Files(ParseResult parsed) => parsed.GetValue(this) ?? [];

    /// <summary>
    /// Lets an option take only names of policies. Once an assembly is named it may hold any name, which is not seen before it
    /// is loaded.
    /// </summary>
    public static void Check(Option policies, Func<OptionResult, IEnumerable<string>> namesOf) =>
        policies.Validators.Add(result =>
        {
            if (result.GetResult(Flag) is not OptionResult { Implicit: false })
            {
                foreach (var name in namesOf(result).Except(CommonOptions.PolicyNames, StringComparer.Ordinal))
                {
                    result.AddError(
                        $"{policies.Name}: expected one of {string.Join(", ", CommonOptions.PolicyNames)}, or one of a {Flag}, found '{name}'"
                    );
                }
            }
        });
}
