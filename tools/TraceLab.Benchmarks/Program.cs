using BenchmarkDotNet.Running;
using TraceLab.Benchmarks;

if (args is ["event-stream", var trace])
{
    using var output = Console.OpenStandardOutput();
    EventStream.Write(trace, output);
}
else if (args is ["choosing", ..])
{
    ChoosingTimes.Write(args.AsSpan(1), Console.Out);
}
else
{
    BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
}
