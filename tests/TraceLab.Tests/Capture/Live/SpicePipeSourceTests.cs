using TraceLab.Capture.Live;
using TraceLab.Capture.Spice;
using TraceLab.Tests.Capture.Spice;

namespace TraceLab.Tests.Capture.Live;

/// <summary>A server's stream read as it flows.</summary>
public sealed class SpicePipeSourceTests
{
    [Fact]
    public void A_stream_is_recorded_as_an_import_would_read_it()
    {
        var bytes = RecordedSessionTests.Inflate(RecordedSessionTests.Recording("scroll"));
        var imported = new List<long>();
        SpiceImporter.Import(new MemoryStream(bytes), e => imported.Add(e.TimeNanoseconds));
        var sink = new DrawingSink();
        using var input = new TricklingStream(bytes, 8192);
        var result = new SpicePipeSource().Record(new RecordingOptions { Input = input }, sink, CancellationToken.None);

        Assert.Equal(imported, sink.Events.Select(e => e.TimeNanoseconds));
        Assert.Equal(RecordingEnd.SourceEnded, result.End);
        Assert.Equal(bytes.Length, result.SourceBytes);
        Assert.False(result.IsTruncated);
        Assert.Equal("spice-pipe", sink.Origin!.Source);
    }

    [Fact]
    public void A_stream_that_breaks_off_is_truncated()
    {
        var bytes = RecordedSessionTests.Inflate(RecordedSessionTests.Recording("scroll"));
        using var input = new MemoryStream(bytes, 0, bytes.Length - 1);
        var result = new SpicePipeSource().Record(
            new RecordingOptions { Input = input },
            new DrawingSink(),
            CancellationToken.None
        );

        Assert.True(result.IsTruncated);
        var imported = SpiceImporter.Import(new MemoryStream(bytes, 0, bytes.Length - 1), _ => { });
        Assert.Equal(imported.RecordingBytes, result.SourceBytes);
        Assert.NotEqual(bytes.Length - 1, result.SourceBytes);
    }

    [Fact]
    public void Sources_are_found_by_name()
    {
        Assert.IsType<SpiceSource>(SessionSources.Find("spice"));
        Assert.IsType<SpicePipeSource>(SessionSources.Find("spice-pipe"));
        Assert.Null(SessionSources.Find("x12"));
        Assert.All(SessionSources.All, s => Assert.NotEmpty(s.Summary));
    }
}
