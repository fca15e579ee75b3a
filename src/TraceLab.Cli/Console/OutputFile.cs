using TraceLab.Core.Faults;

namespace TraceLab.Cli.Console;

internal static class OutputFile
{
    /// <exception cref="InputFaultException">The file exists and may not be replaced.</exception>
    public static void RefuseExisting(FileInfo file, bool force)
    {
        if (file.Exists && !force)
        {
            throw new InputFaultException("the file exists", file.ToString(), remedy: "use --force to overwrite");
        }
    }
}
