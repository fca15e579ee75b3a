using TraceLab.Analysis;

namespace TraceLab.Tests.Analysis;

/// <summary>A fresh folder for reports that goes with the test.</summary>
internal sealed class ReportFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("tracelab-reports-").FullName;

    public ReportDirectory Reports => new(Path);

    /// <summary>Names of all files, in ordinal order.</summary>
    public string[] Names =>
        [
            .. Directory
                .EnumerateFiles(Path)
                .Select(file => System.IO.Path.GetFileName(file))
                .Order(StringComparer.Ordinal),
        ];

    public string Text(string name) => File.ReadAllText(System.IO.Path.Combine(Path, name));

    public byte[] Bytes(string name) => File.ReadAllBytes(System.IO.Path.Combine(Path, name));

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
