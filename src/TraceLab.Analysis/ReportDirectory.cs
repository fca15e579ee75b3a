using TraceLab.Core.Faults;

namespace TraceLab.Analysis;

/// <summary>
/// A directory that reports are written into. Files appear whole: they are written as <c>NAME.partial</c> and renamed.
/// An existing file is replaced only if <c>force</c> is given.
/// </summary>
public sealed class ReportDirectory
{
    private const string PartialSuffix = ".partial";
    private readonly bool _force;

    /// <summary>Makes the directory if there is none.</summary>
    public ReportDirectory(string path, bool force = false)
    {
        if (File.Exists(path))
        {
            throw new InputFaultException(
                "cannot write reports here",
                path,
                expected: "a directory",
                found: "a file",
                remedy: "name another directory"
            );
        }

        Directory.CreateDirectory(path);
        Path = path;
        _force = force;
    }

    public string Path { get; }

    /// <summary>Throws if one of these files exists and may not be replaced. Call it before the work, not after.</summary>
    public void RefuseExisting(IEnumerable<string> names)
    {
        foreach (var name in names)
        {
            RefuseExisting(name);
        }
    }

    /// <summary>Writes one file. The stream can seek and belongs to this method.</summary>
    public void Write(string name, Action<Stream> write)
    {
        RefuseExisting(name);
        var target = System.IO.Path.Combine(Path, name);
        var partial = target + PartialSuffix;
        try
        {
            using (var stream = new FileStream(partial, FileMode.Create, FileAccess.ReadWrite))
            {
                write(stream);
            }

            File.Move(partial, target, overwrite: _force);
        }
        finally
        {
            File.Delete(partial);
        }
    }

    public void Write(string name, string text) =>
        Write(name, stream => stream.Write(System.Text.Encoding.UTF8.GetBytes(text)));

    private void RefuseExisting(string name)
    {
        var target = System.IO.Path.Combine(Path, name);
        if (!_force && File.Exists(target))
        {
            throw new InputFaultException("the file exists", target, remedy: "use --force to overwrite");
        }
    }
}
