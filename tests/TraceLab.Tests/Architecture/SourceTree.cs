namespace TraceLab.Tests.Architecture;

/// <summary>The files a person committed, as far as a checkout shows: what builds and runs leave behind is not among them.</summary>
internal static class SourceTree
{
    private static readonly string[] LeftBehind =
    [
        ".git",
        "bin",
        "obj",
        "out",
        "TestResults",
        "BenchmarkDotNet.Artifacts",
        ".vs",
        ".idea",
    ];

    /// <summary>Paths relative to the repository, with forward slashes, in ordinal order.</summary>
    public static IReadOnlyList<string> Files { get; } =
    [.. Below(TestFolders.Repository).Select(Relative).Where(IsKept).Order(StringComparer.Ordinal)];

    public static IEnumerable<string> CodeFiles => Files.Where(f => f.EndsWith(".cs", StringComparison.Ordinal));

    public static string PathOf(string file) => Path.Combine(TestFolders.Repository, file);

    private static IEnumerable<string> Below(string folder)
    {
        foreach (var file in Directory.EnumerateFiles(folder))
        {
            yield return file;
        }

        var folders = Directory.EnumerateDirectories(folder).Where(f => !LeftBehind.Contains(Path.GetFileName(f)));
        foreach (var file in folders.SelectMany(Below))
        {
            yield return file;
        }
    }

    private static string Relative(string path) =>
        Path.GetRelativePath(TestFolders.Repository, path).Replace(Path.DirectorySeparatorChar, '/');

    // A worktree has a file where a clone has the .git folder.
    private static bool IsKept(string file) =>
        file != ".git"
        && !file.Contains(".received.", StringComparison.Ordinal)
        && !file.EndsWith(".partial", StringComparison.Ordinal);
}
