using TraceLab.Samples;
using TraceLab.TraceFormat;
using TraceLab.TraceFormat.Keyframes;

namespace TraceLab.Tests.TraceFormat;

/// <summary>The sample that traces/README.md shows to other programs' authors.</summary>
public class LibrarySampleTests
{
    [Fact]
    public void It_records_a_trace_and_reads_it()
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            var path = Path.Combine(folder.FullName, "own.tlt");
            OwnRenderer.Record(path);

            // 99 × 3 pixels from the left lies the blue pixel of the last tile.
            Assert.Equal((100, 0x0000ffu), OwnRenderer.Read(path));
            using var reader = TraceReader.Open(path);
            Assert.Equal((TraceState.Complete, "my renderer"), (reader.State, reader.Header.Tool));
            Assert.Equal(8, reader.Summary.StoredPayloadBytes);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void The_page_shows_it_as_it_is_compiled()
    {
        var sample = File.ReadAllText(
            Path.Combine(TestFolders.Repository, "tests", "TraceLab.Samples", "OwnRenderer.cs")
        );

        Assert.Contains(
            sample,
            File.ReadAllText(Path.Combine(TestFolders.Repository, "traces", "README.md")),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_seek_into_a_trace_of_noise_shows_what_replaying_all_of_it_does()
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            var path = Path.Combine(folder.FullName, "large.tlt");
            var time = LargeTrace.Write(path, 72_000_000) * 9 / 10;
            using var reader = TraceReader.Open(path);
            var replayed = new SessionState();
            foreach (var sessionEvent in reader.Events().TakeWhile(one => one.TimeNanoseconds <= time))
            {
                replayed.Apply(sessionEvent);
            }

            var screen = reader.StateAt(time).Surfaces.Screen!;
            Assert.InRange(reader.Index.Keyframes[0].TimeNanoseconds, 0, time);
            Assert.Equal(ScreenHash.Of(replayed.Surfaces.Screen!), ScreenHash.Of(screen));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void It_needs_no_other_part_than_the_trace_format() =>
        Assert.Equal(
            ["TraceLab.Core", "TraceLab.TraceFormat"],
            typeof(OwnRenderer)
                .Assembly.GetReferencedAssemblies()
                .Select(a => a.Name!)
                .Where(name => name.StartsWith("TraceLab.", StringComparison.Ordinal))
                .Order(StringComparer.Ordinal),
            StringComparer.Ordinal
        );
}
