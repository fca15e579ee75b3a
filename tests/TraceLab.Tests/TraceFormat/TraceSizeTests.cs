using System.Globalization;
using TraceLab.Tests.Cli;

namespace TraceLab.Tests.TraceFormat;

/// <summary>A trace is no larger than a packed recording, nearly; what the packer makes of it stands in traces/README.md.</summary>
public class TraceSizeTests
{
    private const double MostToXz = 1.5;

    public static TheoryData<string> Sessions => [.. RecordedSessions.Names];

    [Theory]
    [MemberData(nameof(Sessions))]
    public void An_imported_recording_takes_at_most_half_more_than_xz_makes_of_it(string session)
    {
        var (rawBytes, xzBytes) = RowOf(session);

        Assert.Equal(RecordedSessions.Recording(session).Length, rawBytes);
        Assert.InRange(new FileInfo(ImportedTraces.PathOf(session)).Length / (double)xzBytes, 0.1, MostToXz);
    }

    // | recording | raw stream | lz4 -9 | zstd -19 | xz -6 | …
    private static (long RawBytes, long XzBytes) RowOf(string session)
    {
        var lines = File.ReadLines(Path.Combine(TestFolders.Repository, "traces", "README.md"));
        var cells = lines.Single(line => line.StartsWith($"| {session} | ", StringComparison.Ordinal)).Split('|');
        return (Number(cells[2]), Number(cells[5]));
    }

    private static long Number(string cell) => long.Parse(cell, NumberStyles.Number, CultureInfo.InvariantCulture);
}
