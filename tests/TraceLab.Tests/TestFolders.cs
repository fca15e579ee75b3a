using System.Reflection;

namespace TraceLab.Tests;

/// <summary>Where the sources lie that this build was made from. The build writes it down, so no path is guessed.</summary>
internal static class TestFolders
{
    /// <summary>The folder of TraceLab.Tests.csproj.</summary>
    public static string Project { get; } =
        Path.TrimEndingDirectorySeparator(
            typeof(TestFolders)
                .Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
                .Single(a => a.Key == "ProjectDirectory")
                .Value!
        );

    /// <summary>The folder of TraceLab.sln.</summary>
    public static string Repository { get; } = Path.GetFullPath(Path.Combine(Project, "..", ".."));

    /// <summary>Test data, as copied beside the built tests.</summary>
    public static string Data { get; } = Path.Combine(AppContext.BaseDirectory, "Data");
}
