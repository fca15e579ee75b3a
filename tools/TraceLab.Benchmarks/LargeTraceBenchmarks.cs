using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Columns;
using TraceLab.Samples;
using TraceLab.TraceFormat;

namespace TraceLab.Benchmarks;

/// <summary>
/// A long trace on the command line, against starting the command line at all, and a seek to a random time of it within a
/// process. The trace is made once, in the temporary folder, and stays there for the next run.
/// </summary>
[HideColumns(Column.Error, Column.StdDev, Column.RatioSD)]
public class LargeTraceBenchmarks
{
    private readonly Random _random = new(1);
    private string _trace = "";
    private long _durationNanoseconds;

    [Params(1000)]
    public int MegaBytes { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _trace = Path.Combine(Path.GetTempPath(), $"tracelab-large-{MegaBytes}.tlt");
        if (!File.Exists(_trace))
        {
            LargeTrace.Write(_trace, MegaBytes * 1_000_000L);
        }

        using var reader = TraceReader.Open(_trace);
        _durationNanoseconds = reader.Summary.DurationNanoseconds;
    }

    [Benchmark(Baseline = true)]
    public void StartProcess() => Tracelab("--version");

    [Benchmark]
    public void Info() => Tracelab("info", _trace);

    [Benchmark]
    public void ScreenAtRandomTime()
    {
        var seconds = (RandomTime() / 1e9).ToString("F3", CultureInfo.InvariantCulture);
        Tracelab("screen", _trace, "--at", seconds, "-o", _trace + ".bgrx", "--force");
    }

    [Benchmark]
    public int SeekToRandomTime()
    {
        using var reader = TraceReader.Open(_trace);
        return reader.StateAt(RandomTime()).Surfaces.Screen!.Width;
    }

    private long RandomTime() => _random.NextInt64(_durationNanoseconds);

    private static void Tracelab(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Program(), .. arguments])
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        using var process = Process.Start(start)!;
        _ = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException(
                $"tracelab {string.Join(' ', arguments)}: exit code {process.ExitCode}"
            );
        }
    }

    private static string Program([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(here, "../../../src/TraceLab.Cli/bin/run/tracelab.dll"));
}
