using System.Runtime.CompilerServices;

namespace TraceLab.Tests.Verifying;

/// <summary>A comparison that can still be configured; it happens when it is awaited.</summary>
public sealed class Verification
{
    private readonly Snapshot _snapshot;
    private readonly string _className;
    private readonly string _method;
    private readonly string _extension;
    private readonly SnapshotRules? _rules;
    private string _directory;
    private string _parameters = "";

    internal Verification(
        Snapshot snapshot,
        string sourceFile,
        string method,
        string extension,
        SnapshotRules? rules = null
    )
    {
        _snapshot = snapshot;
        _className = Path.GetFileNameWithoutExtension(sourceFile);
        _directory = Path.GetDirectoryName(sourceFile) ?? "";
        _method = method;
        _extension = extension;
        _rules = rules;
    }

    /// <summary>Keeps the files in this folder, relative to the one of the test's source file.</summary>
    public Verification UseDirectory(string directory)
    {
        _directory = Path.Combine(_directory, directory);
        return this;
    }

    /// <summary>Appends <c>_text</c> to the file name: one snapshot for each case of a theory.</summary>
    public Verification UseTextForParameters(string text)
    {
        _parameters = "_" + text;
        return this;
    }

    public TaskAwaiter GetAwaiter() => ToTask().GetAwaiter();

    public Task ToTask() => RunAsync();

    public static implicit operator Task(Verification verification) => verification.ToTask();

    private Task RunAsync()
    {
        var name = $"{_className}.{_method}{_parameters}";
        var files = new SnapshotFiles(_directory, name, _extension);
        try
        {
            files.Check(_snapshot, _rules ?? SnapshotRules.FromEnvironment());
            return Task.CompletedTask;
        }
        catch (Exception fault)
        {
            return Task.FromException(fault);
        }
    }
}
