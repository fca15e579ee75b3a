using TraceLab.TraceFormat;

namespace TraceLab.Tests.TraceFormat;

/// <summary>Files written by each version of the format, never made anew: what was once recorded stays readable.</summary>
public class GoldenFileTests
{
    private static readonly string s_folder = Path.Combine(AppContext.BaseDirectory, "Data", "trace");

    [Theory]
    [InlineData("v1")]
    [InlineData("v1-differences")]
    public void A_file_of_version_1_reads_as_the_session_it_was_made_from(string name)
    {
        using var reader = TraceReader.Open(Path.Combine(s_folder, $"{name}.tlt"));

        Assert.Equal(TraceState.Complete, reader.State);
        Assert.Equal(File.ReadAllLines(Path.Combine(s_folder, $"{name}.txt")), TestTraces.Lines(reader.Events()));
    }

    [Fact]
    public void Its_header_summary_and_index_are_there()
    {
        using var reader = TraceReader.Open(Path.Combine(s_folder, "v1.tlt"));

        Assert.Equal(
            (20, 12, "synthetic"),
            (reader.Header.ScreenWidth, reader.Header.ScreenHeight, reader.Header.Source)
        );
        Assert.Equal("test", reader.Header.Facts["purpose"]);
        Assert.Equal((24, 15), (reader.Summary.Events, reader.Summary.Commands));
        Assert.Equal([new LossTally("quic-image", 2)], reader.Summary.Losses);
        Assert.Equal(reader.Summary.Chunks, reader.Index.Chunks.Count);
    }

    [Fact]
    public void It_shares_payloads_between_chunks()
    {
        using var reader = TraceReader.Open(Path.Combine(s_folder, "v1.tlt"));

        Assert.True(reader.Index.Chunks.Count > 2);
        Assert.InRange(reader.Summary.SharedPayloadBytes, 100, 1000);
    }
}
