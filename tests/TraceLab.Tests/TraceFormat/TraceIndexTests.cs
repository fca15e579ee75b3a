using TraceLab.Core.Commands;
using TraceLab.TraceFormat;

namespace TraceLab.Tests.TraceFormat;

public class TraceIndexTests
{
    [Fact]
    public void It_finds_the_chunk_of_a_time()
    {
        SessionEvent[] events = [new Marker(10, "a"), new Marker(20, "b"), new Marker(20, "c"), new SessionEnded(40)];
        using var reader = TestTraces.Open(TestTraces.Write(events, new TraceWriterOptions { ChunkBytes = 1 }));

        Assert.Equal([10, 20, 20, 40], reader.Index.Chunks.Select(c => c.FirstTimeNanoseconds));
        Assert.Equal([0, 1, 2, 3], reader.Index.Chunks.Select(c => c.FirstEvent));
        Assert.Equal([0, 0, 1, 1, 3, 3, 4], new long[] { 0, 10, 11, 20, 21, 40, 41 }.Select(reader.Index.FindChunk));
    }
}
