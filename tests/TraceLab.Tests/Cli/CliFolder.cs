namespace TraceLab.Tests.Cli;

/// <summary>A temporary folder that a test's command lines work in.</summary>
internal sealed class CliFolder : IDisposable
{
    public string Folder { get; } = Directory.CreateTempSubdirectory("tracelab-cli").FullName;

    public string PathOf(string name) => Path.Combine(Folder, name);

    public string Write(string name, byte[] content)
    {
        File.WriteAllBytes(PathOf(name), content);
        return PathOf(name);
    }

    /// <summary>The names of all files, in ordinal order; those in sub-folders with their path.</summary>
    public string[] Files() =>
        [
            .. Directory
                .EnumerateFiles(Folder, "*", SearchOption.AllDirectories)
                .Select(path => Path.GetRelativePath(Folder, path))
                .Order(StringComparer.Ordinal),
        ];

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
