using TraceLab.Core.Commands;
using TraceLab.Core.Faults;
using TraceLab.Core.Geometry;
using TraceLab.Core.Pixels;
using TraceLab.TraceFormat;

namespace TraceLab.Tests.TraceFormat;

/// <summary>Images that are nearly what was drawn at their place before are stored as what they change.</summary>
public class ImageDifferenceTests
{
    private const int Side = 32;
    private const int ImageBytes = Side * Side * 4;

    private static readonly (byte, byte[]) s_end = (0x16, [0]);

    // 2×1 pixels, both 0; its record starts the chunk.
    private static readonly (byte, byte[]) s_base = (0x01, [1, 2, 1, 0, 0, 0, 0, 0, 0, 0, 0]);

    [Theory]
    [InlineData(1, 0)]
    [InlineData(1, 1 << 20)]
    [InlineData(10_000, 0)]
    [InlineData(1 << 20, 1 << 20)]
    public void Only_what_changed_is_stored_and_everything_is_read(int chunkBytes, int cacheBytes)
    {
        var first = TestTraces.Noise(Side, Side, ImageFormat.Argb32, 1);
        Image[] images = [first, .. Enumerable.Range(1, 20).Select(count => Changed(first, count)), first];
        var events = Draw(images.Concat(images).ToArray());

        var trace = TestTraces.Write(events, new TraceWriterOptions { ChunkBytes = chunkBytes });

        using var reader = TestTraces.Open(trace, cacheBytes);
        Assert.Equal(TestTraces.Lines(events), TestTraces.Lines(reader.Events()));
        Assert.Equal(TestTraces.Lines(events), TestTraces.Lines(reader.Events()));
        Assert.InRange(reader.Summary.StoredPayloadBytes, ImageBytes, ImageBytes + (20 * 100));
    }

    [Fact]
    public void What_changed_for_the_most_part_is_stored_whole_and_is_the_next_base()
    {
        var (one, other) = (Noise(1), Noise(2));

        Assert.Equal(2 * ImageBytes, StoredBytes(Draw(one, other)));
        Assert.InRange(StoredBytes(Draw(one, other, Changed(other, 3))), 2 * ImageBytes, (2 * ImageBytes) + 50);
    }

    [Fact]
    public void Another_place_size_or_format_has_no_base()
    {
        var image = Noise(1);
        var wide = new Image(Side * 2, Side / 2, ImageFormat.Argb32, Changed(image, 1).Bytes.ToArray());
        var opaque = new Image(Side, Side, ImageFormat.Xrgb32, Changed(image, 1).Bytes.ToArray());
        var elsewhere = new ImageCommand(1, Target(1), Changed(image, 1), new Rect(0, 0, Side, Side));

        Assert.Equal(2 * ImageBytes, StoredBytes(Draw(image, wide)));
        Assert.Equal(2 * ImageBytes, StoredBytes(Draw(image, opaque)));
        Assert.Equal(2 * ImageBytes, StoredBytes([Draw(image)[0], elsewhere, new SessionEnded(9)]));
    }

    [Fact]
    public void A_damaged_base_costs_the_events_that_need_it_and_no_other()
    {
        var (image, other) = (Noise(1), Noise(3));
        var events = Draw(image, Changed(image, 1), other, Changed(other, 2));
        var trace = TestTraces.Write(events, new TraceWriterOptions { ChunkBytes = 1 });
        using (var whole = TestTraces.Open(trace))
        {
            trace[whole.Index.Chunks[0].Offset + 200]++;
        }

        using var salvage = TraceSalvage.Open(trace, "test.tlt");

        Assert.Equal([2L, 3L], salvage.Events().OfType<ImageCommand>().Select(one => one.TimeNanoseconds));
    }

    [Theory]
    [InlineData(new byte[] { 0, 0, 1, 1, 7, 7, 7, 0 }, null)]
    [InlineData(new byte[] { 0, 0, 3, 0 }, "a difference is larger than its image")]
    [InlineData(new byte[] { 0, 0, 1, 2, 7, 7, 7, 0, 7, 7, 7, 0 }, "a difference is larger than its image")]
    [InlineData(new byte[] { 0, 0, 0, 1, 7 }, "a record is too short")]
    [InlineData(new byte[] { 0, 13, 1, 1, 7, 7, 7, 0 }, "a difference is based on another record")]
    [InlineData(new byte[] { 0, 120, 1, 1, 7, 7, 7, 0 }, "a payload reference leads nowhere")]
    public void A_record_that_cannot_be_is_damage(byte[] difference, string? what)
    {
        byte[] draws = [0, 0, 0, 0, 0, 2, 1, 2, 0, 0];
        var trace = new RawTrace().Chunk(2, s_base, (0x04, difference), (0x22, draws), s_end).End().ToArray();

        var fault = Record.Exception(() => TestTraces.Read(trace));

        Assert.Equal(what is null, fault is null);
        Assert.EndsWith(what ?? "", (fault as InputFaultException)?.What ?? "", StringComparison.Ordinal);
    }

    private static long StoredBytes(SessionEvent[] events)
    {
        using var reader = TestTraces.Open(TestTraces.Write(events));
        Assert.Equal(TestTraces.Lines(events), TestTraces.Lines(reader.Events()));
        return reader.Summary.StoredPayloadBytes;
    }

    private static Image Noise(int seed) => TestTraces.Noise(Side, Side, ImageFormat.Argb32, seed);

    // Some pixels in a row, at a place that depends on their number.
    private static Image Changed(Image image, int pixels)
    {
        var bytes = image.Bytes.ToArray();
        bytes.AsSpan(pixels * 40, pixels * 4).Fill((byte)pixels);
        return new Image(image.Width, image.Height, image.Format, bytes);
    }

    private static SessionEvent[] Draw(params Image[] images) =>
        [
            .. images.Select(
                (image, i) => new ImageCommand(i, Target(0), image, new Rect(0, 0, image.Width, image.Height))
            ),
            new SessionEnded(1000),
        ];

    private static DrawTarget Target(int left) => new(0, Rect.FromSize(left, 0, Side, Side));
}
