namespace TraceLab.Analysis;

/// <summary>Turns trace names into file name stems: ASCII letters, digits, dot, dash, underscore; never the same twice.</summary>
public sealed class FileStems
{
    // Room for what reports append, within the 255 bytes that file systems allow.
    private const int LongestStem = 100;

    private readonly HashSet<string> _taken = new(StringComparer.OrdinalIgnoreCase);

    public string Next(string traceName)
    {
        var safe = string.Concat(
            traceName.Select(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_' ? c : '_')
        );

        // A leading dot would hide the file, a leading dash would read as an option.
        safe = safe.TrimStart('.', '-');
        safe = safe.Length == 0 ? "trace" : safe[..Math.Min(safe.Length, LongestStem)];
        var stem = safe;
        for (var number = 2; !_taken.Add(stem); number++)
        {
            stem = $"{safe}-{number}";
        }

        return stem;
    }
}
