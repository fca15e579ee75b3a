using System.Reflection;

namespace TraceLab.Cli.Console;

internal static class ToolName
{
    /// <summary>Name and version, as traces and reports name their maker.</summary>
    public static string Full { get; } =
        $"tracelab {typeof(ToolName).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion}";
}
