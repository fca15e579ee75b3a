using TraceLab.Core.Commands;
using TraceLab.Core.Geometry;
using TraceLab.Core.Pixels;
using TraceLab.TraceFormat;

namespace TraceLab.Tests.TraceFormat;

public class PayloadSharingTests
{
    private static readonly DrawTarget s_target = new(0, new Rect(0, 0, 32, 32));

    [Theory]
    [InlineData(1)]
    [InlineData(1 << 20)]
    public void Equal_pixels_are_stored_once_over_the_whole_file(int chunkBytes)
    {
        var images = Enumerable.Range(0, 20).Select(i => TestTraces.Noise(32, 32, ImageFormat.Argb32, i % 4));

        var trace = TestTraces.Write(Draw(images), new TraceWriterOptions { ChunkBytes = chunkBytes });

        using var reader = TestTraces.Open(trace);
        Assert.Equal(20 * 4096, reader.Summary.PayloadBytes);
        Assert.Equal(4 * 4096, reader.Summary.StoredPayloadBytes);
        Assert.Equal(16 * 4096, reader.Summary.SharedPayloadBytes);
        Assert.InRange(trace.Length, 4 * 4096, (4 * 4096) + 3000);
        Assert.Equal(TestTraces.Lines(Draw(images)), TestTraces.Lines(reader.Events()));
    }

    // More of them than the writer has places for objects that it has just seen: where those lie is chance.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Small_glyphs_are_stored_once_in_a_chunk_whatever_objects_they_come_in(bool areOtherObjects)
    {
        var glyphs = Enumerable.Range(0, 3000).Select(Small).ToArray();
        var again = areOtherObjects ? [.. Enumerable.Range(0, 3000).Select(Small)] : glyphs;

        var events = Draw([.. glyphs, .. again]).SkipLast(1).Append(new SessionEnded(9999)).ToArray();

        using var reader = TestTraces.Open(TestTraces.Write(events));
        Assert.Equal(3000 * 3, reader.Summary.StoredPayloadBytes);
        Assert.Equal(TestTraces.Lines(events), TestTraces.Lines(reader.Events()));

        static Image Small(int number) => new(3, 1, ImageFormat.Alpha8, [1, (byte)number, (byte)(number >> 8)]);
    }

    [Fact]
    public void Equal_bytes_of_another_size_or_format_are_another_image()
    {
        var bytes = TestTraces.Noise(4, 4, ImageFormat.Argb32, 1).Bytes.ToArray();
        Image[] images =
        [
            new(4, 4, ImageFormat.Argb32, bytes),
            new(2, 8, ImageFormat.Argb32, bytes),
            new(4, 4, ImageFormat.Xrgb32, bytes),
            new(8, 8, ImageFormat.Alpha8, bytes),
        ];

        Assert.Equal(TestTraces.Lines(Draw(images)), TestTraces.Read(TestTraces.Write(Draw(images))));
    }

    [Fact]
    public void A_cached_image_is_the_same_instance_every_time()
    {
        var image = TestTraces.Noise(32, 32, ImageFormat.Argb32, 1);
        var trace = TestTraces.Write(Draw([image, image, image]), new TraceWriterOptions { ChunkBytes = 1 });
        using var reader = TestTraces.Open(trace);

        var read = reader.Events().Concat(reader.Events()).OfType<ImageCommand>().Select(c => c.Image);

        Assert.Single(read.Distinct());
    }

    [Fact]
    public void Without_any_cache_the_pixels_are_fetched_from_their_chunk()
    {
        var images = Enumerable.Range(0, 12).Select(i => TestTraces.Noise(32, 32, ImageFormat.Argb32, i % 3)).ToArray();
        var trace = TestTraces.Write(Draw(images), new TraceWriterOptions { ChunkBytes = 5000 });
        using var reader = TestTraces.Open(trace, cacheBytes: 0);

        Assert.Equal(TestTraces.Lines(Draw(images)), TestTraces.Lines(reader.Events()));
    }

    [Fact]
    public void A_forgotten_payload_is_stored_again()
    {
        var images = Enumerable.Range(0, 6).Select(i => TestTraces.Noise(32, 32, ImageFormat.Argb32, i % 3)).ToArray();

        var trace = TestTraces.Write(Draw(images), new TraceWriterOptions { ChunkBytes = 1, PayloadTableEntries = 2 });

        using var reader = TestTraces.Open(trace);
        Assert.Equal(6 * 4096, reader.Summary.StoredPayloadBytes);
        Assert.Equal(TestTraces.Lines(Draw(images)), TestTraces.Lines(reader.Events()));
    }

    [Fact]
    public void Cursor_shapes_are_shared_too()
    {
        var data = TestTraces.Noise(16, 16, ImageFormat.Alpha8, 1).Bytes.ToArray();
        var events = Enumerable
            .Range(0, 5)
            .Select(
                SessionEvent (i) =>
                    new CursorChanged(i, CursorAction.Set, default, true, new CursorShape(1, 8, 8, 0, 0, [.. data]))
            )
            .Append(new SessionEnded(5))
            .ToArray();

        var trace = TestTraces.Write(events, new TraceWriterOptions { ChunkBytes = 1 });

        using var reader = TestTraces.Open(trace);
        Assert.Equal(256, reader.Summary.StoredPayloadBytes);
        Assert.Equal(TestTraces.Lines(events), TestTraces.Lines(reader.Events()));
    }

    private static SessionEvent[] Draw(IEnumerable<Image> images) =>
        [.. images.Select((image, i) => new ImageCommand(i, s_target, image, s_target.Area)), new SessionEnded(1000)];
}
