namespace TraceLab.Capture.Live;

/// <summary>Programs of the system.</summary>
internal static class Programs
{
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
