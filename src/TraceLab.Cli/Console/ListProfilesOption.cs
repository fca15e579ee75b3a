using System.CommandLine;
using System.CommandLine.Invocation;
using TraceLab.Simulation.Client;

namespace TraceLab.Cli.Console;

/// <summary><c>--list-profiles</c>: prints every named client profile and leaves, like <c>--help</c> whatever else was typed.</summary>
internal sealed class ListProfilesOption : Option<bool>
{
    public ListProfilesOption()
        : base("--list-profiles")
    {
        Description = "print the named client profiles and what each can";
        Arity = ArgumentArity.Zero;
        Action = new ListAction();
    }

    private sealed class ListAction : SynchronousCommandLineAction
    {
        public override bool ClearsParseErrors => true;

        public override int Invoke(ParseResult parseResult)
        {
            var width = ClientProfiles.All.Max(profile => profile.Name.Length);
            foreach (var profile in ClientProfiles.All)
            {
                parseResult.InvocationConfiguration.Output.WriteLine(
                    $"{profile.Name.PadRight(width)}  {profile.Description}"
                );
            }

            return ExitCodes.Done;
        }
    }
}
