using BenchmarkDotNet.Running;
using TraceLab.Benchmarks;

if (args is ["event-stream", var trace])
{
    using var output = Console.OpenStandardOutput();
    EventStream.Write(trace, output);
}
else
{
    BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
}
