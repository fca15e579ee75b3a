using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace TraceLab.Capture;

/// <summary>
/// How markers reach a recorder that runs: lines in the file <c>NAME.tlt.marks</c>, each the moment it was asked for and the
/// text. Appending a line is one write, so that several programs may do it at once.
/// </summary>
public sealed class MarkerInbox(string tracePath)
{
    public const string Extension = ".marks";

    private const int MaxLineBytes = 1 << 16;

    private readonly string _path = tracePath + Extension;
    private long _readBytes;

    /// <summary>The clock of the moments: the monotonic one, in nanoseconds, which all processes share.</summary>
    public static long Now => Stopwatch.GetTimestamp() * (1_000_000_000 / Stopwatch.Frequency);

    /// <summary>Asks the recorder of a trace to mark this moment. Line breaks become blanks.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Post(string text)
    {
        var line = $"{Now.ToString(CultureInfo.InvariantCulture)} {text.ReplaceLineEndings(" ")}\n";
        var bytes = Encoding.UTF8.GetBytes(line);
        using var file = new FileStream(_path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
        file.Write(bytes);
    }

    /// <summary>Whole lines posted since the last call; what is no such line is passed over.</summary>
    public IReadOnlyList<(long Moment, string Text)> Take()
    {
        if (!File.Exists(_path))
        {
            return [];
        }

        using var file = new FileStream(_path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        file.Position = _readBytes;
        var bytes = new byte[Math.Min(MaxLineBytes, Math.Max(0, file.Length - _readBytes))];
        var count = file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        var end = bytes.AsSpan(0, count).LastIndexOf((byte)'\n') + 1;

        // A line that long is none.
        _readBytes += end == 0 && count == MaxLineBytes ? count : end;
        return [.. Encoding.UTF8.GetString(bytes, 0, end).Split('\n').Select(Parse).OfType<(long, string)>()];
    }

    /// <summary>Removes the file, whose markers stand in the trace.</summary>
    public void Clear() => File.Delete(_path);

    private static (long Moment, string Text)? Parse(string line)
    {
        var blank = line.IndexOf(' ', StringComparison.Ordinal);
        return
            blank > 0 && long.TryParse(line[..blank], NumberStyles.None, CultureInfo.InvariantCulture, out var moment)
            ? (moment, line[(blank + 1)..])
            : null;
    }
}
