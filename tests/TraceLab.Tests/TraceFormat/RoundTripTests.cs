using CsCheck;
using TraceLab.Core.Commands;
using TraceLab.Core.Geometry;
using TraceLab.Core.Pixels;
using TraceLab.Tests.Generators;
using TraceLab.TraceFormat;

namespace TraceLab.Tests.TraceFormat;

public class RoundTripTests
{
    private static readonly Gen<TraceWriterOptions> s_writerOptions = Gen.Select(
        Gen.OneOf(1, 100, 1000, 1 << 20),
        Gen.OneOf(1, 3, 1000),
        Gen.OneOf(0, 3, 12),
        (chunk, table, level) =>
            new TraceWriterOptions
            {
                ChunkBytes = chunk,
                PayloadTableEntries = table,
                CompressionLevel = level,
            }
    );

    [Fact]
    public void Any_session_reads_back_as_it_was_written() =>
        Gen.Select(SessionGen.Sessions(), s_writerOptions, Gen.OneOf(0L, 300L, 3000L, 1L << 20))
            .Sample(
                (events, options, cacheBytes) =>
                {
                    using var reader = TestTraces.Open(TestTraces.Write(events, options), cacheBytes);

                    Assert.Equal(TestTraces.Lines(events), TestTraces.Lines(reader.Events()));
                    Assert.Equal(TraceState.Complete, reader.State);
                },
                iter: 300
            );

    [Fact]
    public void Every_kind_of_event_reads_back_as_it_was_written()
    {
        var events = TestTraces.EveryKind();

        Assert.Equal(TestTraces.Lines(events), TestTraces.Read(TestTraces.Write(events)));
    }

    [Fact]
    public void The_header_reads_back_as_it_was_written()
    {
        using var reader = TestTraces.Open(TestTraces.Write([]));

        Assert.Equivalent(TestTraces.Header, reader.Header, strict: true);
    }

    [Fact]
    public void A_header_without_a_screen_reads_back()
    {
        var stream = new MemoryStream();
        using (var writer = new TraceWriter(stream, new TraceHeader()))
        {
            writer.Complete();
        }

        using var reader = TestTraces.Open(stream.ToArray());

        Assert.Equivalent(new TraceHeader(), reader.Header, strict: true);
    }

    [Fact]
    public void The_same_session_gives_the_same_bytes() =>
        SessionGen
            .Sessions()
            .Sample(events => Assert.Equal(TestTraces.Write(events), TestTraces.Write(events)), iter: 30);

    [Fact]
    public void Events_can_be_read_again_and_side_by_side()
    {
        var events = TestTraces.EveryKind();
        using var reader = TestTraces.Open(
            TestTraces.Write(events, new TraceWriterOptions { ChunkBytes = 64 }),
            cacheBytes: 0
        );

        var pairs = reader.Events().Zip(reader.Events()).ToArray();

        Assert.Equal(TestTraces.Lines(events), TestTraces.Lines(pairs.Select(p => p.First)));
        Assert.Equal(TestTraces.Lines(events), TestTraces.Lines(pairs.Select(p => p.Second)));
    }

    [Fact]
    public void Values_at_the_limits_read_back()
    {
        const int Far = TraceLimits.MaxCoordinate;
        var dot = TestTraces.Noise(1, 1, ImageFormat.Alpha8, 1);
        var widest = new Rect(-Far, -Far, Far, Far);
        var insideOut = new Rect(Far, Far, -Far, -Far);
        SessionEvent[] events =
        [
            new SurfaceCreated(0, int.MinValue, Surface.MaxSide, 1, SurfaceFormat.Argb32, null),
            new FillCommand(0, new DrawTarget(int.MaxValue, widest, [insideOut, widest]), Brush.Solid(0)),
            new CopyCommand(0, new DrawTarget(0, insideOut), -1, insideOut),
            new GlyphsCommand(
                0,
                new DrawTarget(0, widest),
                [new Glyph(dot, new Point(Far, Far)), new Glyph(dot, new Point(-Far, -Far))],
                Brush.Solid(0),
                false
            ),
            new DataLost(long.MaxValue - 1, "x", long.MinValue, int.MinValue, Rect.Empty, new string('y', 70_000)),
            new Checkpoint(long.MaxValue, 0, ulong.MaxValue),
            new SessionEnded(long.MaxValue),
        ];

        Assert.Equal(TestTraces.Lines(events), TestTraces.Read(TestTraces.Write(events)));
    }

    [Fact]
    public void An_image_larger_than_a_chunk_reads_back()
    {
        var image = TestTraces.Noise(300, 200, ImageFormat.Argb32, 5);
        var target = new DrawTarget(0, new Rect(0, 0, 300, 200));
        SessionEvent[] events =
        [
            new Marker(0, "before"),
            new ImageCommand(1, target, image, target.Area),
            new Marker(2, "after"),
            new ImageCommand(3, target, image, target.Area),
            new SessionEnded(4),
        ];

        var trace = TestTraces.Write(events, new TraceWriterOptions { ChunkBytes = 50 });

        Assert.Equal(TestTraces.Lines(events), TestTraces.Read(trace));
        Assert.InRange(trace.Length, image.Bytes.Length, image.Bytes.Length + 2000);
    }

    [Fact]
    public void A_session_without_an_end_gets_one_at_its_last_event() =>
        Assert.Equal(["7 marker 'x'", "7 end"], TestTraces.Read(TestTraces.Write([new Marker(7, "x")])));

    [Fact]
    public void A_stream_that_cannot_seek_is_enough()
    {
        var events = TestTraces.EveryKind();
        var bytes = new MemoryStream();
        using (var writer = new TraceWriter(new ForwardStream(bytes), TestTraces.Header))
        {
            foreach (var sessionEvent in events)
            {
                writer.Write(sessionEvent);
                writer.FlushChunk();
            }

            writer.Complete();
            Assert.Equal(bytes.ToArray().Length, writer.BytesWritten);
        }

        Assert.Equal(TestTraces.Lines(events), TestTraces.Read(bytes.ToArray()));
    }

    private sealed class ForwardStream(MemoryStream target) : Stream
    {
        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override void Flush() { }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => target.Write(buffer, offset, count);
    }
}
