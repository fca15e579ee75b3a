namespace TraceLab.Tests.Cli;

/// <summary>The traces that come with the project.</summary>
internal static class BundledTraces
{
    public static IReadOnlyList<string> Names { get; } =
    ["dragging", "gtk", "pdf", "scrolling", "typing", "x11-offscreen", "x11-text", "x11-upload"];

    public static string PathOf(string name) => Path.Combine(TestFolders.Repository, "traces", $"{name}.tlt");
}
