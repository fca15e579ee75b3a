using TraceLab.Cli;

return await TraceLabCommand.RunAsync(args, Console.Out, Console.Error);
