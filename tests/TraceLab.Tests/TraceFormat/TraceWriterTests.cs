using TraceLab.Core.Commands;
using TraceLab.Core.Geometry;
using TraceLab.Core.Pixels;
using TraceLab.TraceFormat;

namespace TraceLab.Tests.TraceFormat;

public class TraceWriterTests
{
    [Fact]
    public void Time_never_runs_backwards()
    {
        using var writer = new TraceWriter(new MemoryStream(), TestTraces.Header);
        writer.Write(new Marker(5, "five"));

        Assert.Throws<ArgumentException>(() => writer.Write(new Marker(4, "four")));
        Assert.Throws<ArgumentException>(() => writer.Write(new Marker(-1, "before the start")));
    }

    [Fact]
    public void Nothing_follows_the_sessions_end()
    {
        using var writer = new TraceWriter(new MemoryStream(), TestTraces.Header);
        writer.Write(new SessionEnded(5));

        Assert.Throws<InvalidOperationException>(() => writer.Write(new Marker(5, "late")));
    }

    [Fact]
    public void A_refused_event_leaves_the_trace_as_it_was()
    {
        const int Far = TraceLimits.MaxCoordinate + 1;
        var image = TestTraces.Noise(8, 8, ImageFormat.Argb32, 1);
        var area = new Rect(0, 0, 8, 8);
        SessionEvent[] refused =
        [
            new ImageCommand(1, new DrawTarget(0, area), image, new Rect(0, 0, Far, 1)),
            new FillCommand(1, new DrawTarget(0, new Rect(-Far, 0, 1, 1)), Brush.Solid(0)),
            new FillCommand(1, new DrawTarget(0, area), Brush.Solid(0), (RasterOp)16),
            new SurfaceCreated(1, 0, 0, 5, SurfaceFormat.Xrgb32, null),
            new SurfaceCreated(1, 0, 5, 5, (SurfaceFormat)9, null),
            new CursorChanged(1, (CursorAction)9, default, true, null),
            new Marker(1, new string('x', TraceLimits.MaxTextBytes + 1)),
            new Marker(1, "\uD800"),
        ];
        var stream = new MemoryStream();
        using var writer = new TraceWriter(stream, TestTraces.Header);

        Assert.All(refused, e => Assert.ThrowsAny<ArgumentException>(() => writer.Write(e)));
        writer.Write(new ImageCommand(2, new DrawTarget(0, area), image, area));
        writer.Complete();

        Assert.Equal(
            TestTraces.Lines([new ImageCommand(2, new DrawTarget(0, area), image, area), new SessionEnded(2)]),
            TestTraces.Read(stream.ToArray())
        );
    }

    [Fact]
    public void A_recorder_killed_between_any_two_writes_leaves_a_file_that_opens()
    {
        using var stream = new WriteEnds();
        using var writer = new TraceWriter(stream, TestTraces.Header, new TraceWriterOptions { ChunkBytes = 200 });
        foreach (var sessionEvent in TestTraces.EveryKind())
        {
            writer.Write(sessionEvent);
        }

        writer.Complete();

        Assert.True(stream.Ends.Count > 5);
        Assert.All(stream.Ends, end => TestTraces.Open(stream.ToArray()[..end]).Dispose());
    }

    [Fact]
    public void A_chunk_that_is_flushed_can_be_read_while_recording_goes_on()
    {
        var stream = new MemoryStream();
        using var writer = new TraceWriter(stream, TestTraces.Header);
        writer.Write(new Marker(1, "one"));
        writer.FlushChunk();
        writer.FlushChunk();
        writer.Write(new Marker(2, "two"));

        Assert.Equal(["1 marker 'one'", "1 end"], TestTraces.Read(stream.ToArray()));
        Assert.Equal(stream.Length, writer.BytesWritten);
    }

    [Fact]
    public void After_a_failed_write_nothing_more_is_written()
    {
        using var writer = new TraceWriter(new FullDisk(capacityBytes: 600), TestTraces.Header);
        writer.Write(new Marker(1, "one"));
        writer.FlushChunk();
        writer.Write(new Marker(2, new string('x', 64) + Guid.NewGuid() + new string('y', 500)));
        writer.Write(new FillCommand(3, new DrawTarget(0, default), Brush.Tiled(PixelSource.Of(Big()), default)));

        Assert.Throws<IOException>(writer.FlushChunk);
        Assert.Throws<InvalidOperationException>(writer.FlushChunk);
        Assert.Throws<InvalidOperationException>(() => writer.Write(new Marker(4, "four")));
        Assert.Throws<InvalidOperationException>(writer.Complete);
    }

    [Theory]
    [InlineData(0, 1, 0)]
    [InlineData(1, 0, 0)]
    [InlineData(1, 1, 2)]
    [InlineData(1, 1, 13)]
    public void Impossible_options_are_refused(int chunkBytes, int tableEntries, int level)
    {
        var options = new TraceWriterOptions
        {
            ChunkBytes = chunkBytes,
            PayloadTableEntries = tableEntries,
            CompressionLevel = level,
        };

        Assert.ThrowsAny<ArgumentException>(() => new TraceWriter(new MemoryStream(), TestTraces.Header, options));
    }

    [Fact]
    public void A_higher_level_makes_a_smaller_file()
    {
        var text = string.Join(' ', Enumerable.Range(0, 5000).Select(i => i * i % 977));
        SessionEvent[] events = [new Marker(0, text), new SessionEnded(1)];

        var fast = TestTraces.Write(events);
        var high = TestTraces.Write(events, new TraceWriterOptions { CompressionLevel = 12 });

        Assert.True(high.Length < fast.Length, $"{high.Length} and {fast.Length} bytes");
        Assert.Equal(TestTraces.Read(fast), TestTraces.Read(high));
    }

    private static Image Big() => TestTraces.Noise(40, 40, ImageFormat.Argb32, 1);

    private sealed class FullDisk(int capacityBytes) : MemoryStream
    {
        public override void Write(ReadOnlySpan<byte> buffer)
        {
            if (Length + buffer.Length > capacityBytes)
            {
                throw new IOException("disk full");
            }

            base.Write(buffer);
        }
    }

    private sealed class WriteEnds : MemoryStream
    {
        public List<int> Ends { get; } = [];

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            base.Write(buffer);
            Ends.Add((int)Position);
        }
    }
}
