using TraceLab.Core.Faults;

namespace TraceLab.Capture.Live;

/// <summary>Programs of the system.</summary>
internal static class Programs
{
    /// <summary>The program that a command starts with.</summary>
    /// <exception cref="InputFaultException">There is none of this name.</exception>
    public static string Require(IReadOnlyList<string> command) =>
        command is [var program, ..] && Find(program) is not null
            ? program
            : throw new InputFaultException(
                "there is no such command",
                found: command is [var given, ..] ? $"'{given}'" : "none",
                remedy: "name a program that can be run"
            );

    /// <summary>The full path of a program on PATH, or of a path that exists; else null.</summary>
    public static string? Find(string program)
    {
        if (program.Contains('/', StringComparison.Ordinal))
        {
            return File.Exists(program) ? Path.GetFullPath(program) : null;
        }

        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(
            ':',
            StringSplitOptions.RemoveEmptyEntries
        );
        return folders.Select(f => Path.Combine(f, program)).FirstOrDefault(File.Exists);
    }
}
