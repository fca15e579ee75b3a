using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using TraceLab.Cli.Console;
using TraceLab.Cli.Verbs;
using TraceLab.Core.Faults;

namespace TraceLab.Cli;

/// <summary>The command line as a whole: its verbs, and what becomes of errors.</summary>
public static class TraceLabCommand
{
    public static RootCommand Create()
    {
        var root = new RootCommand("Records drawing sessions and prices them: primitives against pixels.");
        root.Subcommands.Add(new RecordVerb());
        root.Subcommands.Add(new ImportVerb());
        root.Subcommands.Add(new InfoVerb());
        root.Subcommands.Add(new ScreenVerb());
        root.Subcommands.Add(new ReplayVerb());
        root.Subcommands.Add(new ExplainVerb());
        root.Subcommands.Add(new CompareVerb());
        root.Subcommands.Add(new SweepVerb());
        root.Subcommands.Add(new HostVerb());
        root.Subcommands.Add(new CalibrateVerb());
        root.Subcommands.Add(new GateVerb());
        root.Subcommands.Add(new DoctorVerb());
        root.Subcommands.Add(new RecoverVerb());
        root.Subcommands.Add(new DumpVerb());
        root.Subcommands.Add(new CutVerb());
        root.Subcommands.Add(new CatVerb());
        root.Subcommands.Add(new DiffVerb());
        root.Subcommands.Add(new MarkVerb());
        root.Subcommands.Add(new RepackVerb());
        root.Subcommands.Add(new RedactVerb());
        foreach (var option in root.Options.OfType<HelpOption>())
        {
            option.Action = new ExamplesHelp((HelpAction)option.Action!);
        }

        return root;
    }

    /// <summary>Runs one command line. Data goes to <paramref name="output"/>, talk and errors to <paramref name="error"/>.</summary>
    public static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter error)
    {
        var parsed = Create().Parse(args);
        if (parsed.Action is ParseErrorAction)
        {
            foreach (var fault in parsed.Errors)
            {
                await error.WriteLineAsync($"tracelab: {fault.Message}");
            }

            await error.WriteLineAsync($"see 'tracelab {HelpPath(parsed)}--help'");
            return ExitCodes.WrongUsage;
        }

        try
        {
            var configuration = new InvocationConfiguration
            {
                Output = output,
                Error = error,
                EnableDefaultExceptionHandler = false,
                // After Ctrl-C a recording still has to end its server, convert what it has logged and complete its file.
                ProcessTerminationTimeout = TimeSpan.FromMinutes(10),
            };
            return await parsed.InvokeAsync(configuration);
        }
        catch (Exception exception) when (Describe(exception) is { } message)
        {
            await error.WriteLineAsync($"tracelab: {message}");
            return exception is OperationCanceledException ? ExitCodes.Cancelled : ExitCodes.Failed;
        }
    }

    private static string HelpPath(ParseResult parsed) =>
        parsed.CommandResult.Command is RootCommand ? "" : $"{parsed.CommandResult.Command.Name} ";

    // What went wrong with input or output is told in one line; anything else is a fault of the program and shows itself.
    private static string? Describe(Exception exception) =>
        exception switch
        {
            InputFaultException => exception.Message,
            OperationCanceledException => "stopped",
            IOException or UnauthorizedAccessException => exception.Message,
            _ => null,
        };
}
