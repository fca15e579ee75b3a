using System.CommandLine;
using System.CommandLine.Invocation;
using TraceLab.Simulation.Client;
using TraceLab.Simulation.Machine;

namespace TraceLab.Cli.Console;

/// <summary><c>--list-…</c>: prints every named thing of a kind and leaves, like <c>--help</c> whatever else was typed.</summary>
internal sealed class ListOption : Option<bool>
{
    private ListOption(string name, string description, IEnumerable<(string Name, string Description)> items)
        : base(name)
    {
        Description = description;
        Arity = ArgumentArity.Zero;
        Action = new ListAction([.. items]);
    }

    public static ListOption Machines() =>
        new(
            "--list-machines",
            "print the machines, the patent's embodiments, and what each changes",
            MachineEmbodiments.All.Select(named => (named.Name, named.Description))
        );

    public static ListOption Profiles() =>
        new(
            "--list-profiles",
            "print the named client profiles and what each can",
            ClientProfiles.All.Select(profile => (profile.Name, profile.Description))
        );

    private sealed class ListAction((string Name, string Description)[] items) : SynchronousCommandLineAction
    {
        public override bool ClearsParseErrors => true;

        public override int Invoke(ParseResult parseResult)
        {
            var width = items.Max(item => item.Name.Length);
            foreach (var (name, description) in items)
            {
                parseResult.InvocationConfiguration.Output.WriteLine($"{name.PadRight(width)}  {description}");
            }

            return ExitCodes.Done;
        }
    }
}
