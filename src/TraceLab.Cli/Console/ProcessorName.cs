using System.Runtime.InteropServices;

namespace TraceLab.Cli.Console;

/// <summary>What the processor calls itself, for files that hold measurements of it.</summary>
internal static class ProcessorName
{
    private const string LinuxProcessors = "/proc/cpuinfo";

    /// <summary>The model and how many of it there are; the architecture where the system does not tell the model.</summary>
    public static string Read()
    {
        var model = File.Exists(LinuxProcessors)
            ? File.ReadLines(LinuxProcessors)
                .Where(line => line.StartsWith("model name", StringComparison.Ordinal))
                .Select(line => line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim())
                .FirstOrDefault()
            : null;
        return $"{model ?? $"{RuntimeInformation.ProcessArchitecture}"}, {Environment.ProcessorCount} processors";
    }
}
