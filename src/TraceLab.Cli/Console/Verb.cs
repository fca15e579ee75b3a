using System.CommandLine;

namespace TraceLab.Cli.Console;

/// <summary>One verb of the command line, with the examples that end its help and that the tests execute.</summary>
public abstract class Verb(string name, string description) : Command(name, description)
{
    /// <summary>Whole command lines, as a user types them, each with a few words on what it does.</summary>
    public abstract IReadOnlyList<Example> Examples { get; }
}

public sealed record Example(string What, string CommandLine);
