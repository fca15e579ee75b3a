using System.CommandLine;
using System.CommandLine.Invocation;
using TraceLab.Simulation.Machine;

namespace TraceLab.Cli.Console;

/// <summary><c>--list-machines</c>: prints every machine and leaves, like <c>--help</c> whatever else was typed.</summary>
internal sealed class ListMachinesOption : Option<bool>
{
    public ListMachinesOption()
        : base("--list-machines")
    {
        Description = "print the machines, the patent's embodiments, and what each changes";
        Arity = ArgumentArity.Zero;
        Action = new ListAction();
    }

    private sealed class ListAction : SynchronousCommandLineAction
    {
        public override bool ClearsParseErrors => true;

        public override int Invoke(ParseResult parseResult)
        {
            var width = MachineEmbodiments.All.Max(named => named.Name.Length);
            foreach (var named in MachineEmbodiments.All)
            {
                parseResult.InvocationConfiguration.Output.WriteLine(
                    $"{named.Name.PadRight(width)}  {named.Description}"
                );
            }

            return ExitCodes.Done;
        }
    }
}
