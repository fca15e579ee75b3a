using TraceLab.Core.Faults;

namespace TraceLab.Cli.Console;

/// <summary>What can be known to fail before any work is done: files that would be overwritten, and places for none.</summary>
internal static class OutputFile
{
    /// <exception cref="InputFaultException">The file exists and may not be replaced, or its place cannot hold one.</exception>
    public static void RefuseExisting(FileInfo file, bool force)
    {
        RefuseUnwritable(file);
        if (file.Exists && !force)
        {
            throw new InputFaultException("the file exists", file.ToString(), remedy: "use --force to overwrite");
        }
    }

    /// <exception cref="InputFaultException">The folder is missing, or the name is a directory's.</exception>
    public static void RefuseUnwritable(FileInfo file)
    {
        if (Directory.Exists(file.FullName))
        {
            throw new InputFaultException("a directory", file.ToString(), expected: "the name of a file to write");
        }

        if (file.Directory is { Exists: false } missing)
        {
            throw new InputFaultException(
                "cannot be written",
                file.ToString(),
                expected: "a directory that exists",
                found: $"none at {missing}",
                remedy: "make it first"
            );
        }
    }
}
