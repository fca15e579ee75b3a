using System.CommandLine;

return await new RootCommand("Record drawing sessions and price them: primitives against pixels.")
    .Parse(args)
    .InvokeAsync();
