using System.IO.Hashing;
using CsCheck;
using TraceLab.Core.Commands;
using TraceLab.Core.Geometry;
using TraceLab.Core.Pixels;
using TraceLab.Tests.Generators;
using TraceLab.TraceFormat;
using TraceLab.TraceFormat.Blocks;

namespace TraceLab.Tests.TraceFormat;

/// <summary>Images may be lent for one event instead of given: the same events, the same faults, the same memory again.</summary>
public class LentImagesTests
{
    private const int Side = 32;

    private static readonly DrawTarget s_target = new(0, new Rect(0, 0, Side, Side));

    public static TheoryData<string> BundledTraces { get; } =
    [
        .. Directory
            .GetFiles(Path.Combine(TestFolders.Repository, "traces"), "*.tlt")
            .Select(file => Path.GetFileName(file)),
    ];

    [Theory]
    [MemberData(nameof(BundledTraces))]
    public void Every_bundled_trace_reads_alike(string name)
    {
        var trace = File.ReadAllBytes(Path.Combine(TestFolders.Repository, "traces", name));

        AssertAlike(trace, 64L << 20);

        // Written anew it has differences.
        AssertAlike(Rewritten(trace), 4L << 20);
    }

    [Theory]
    [MemberData(nameof(BundledTraces))]
    public void Every_bundled_trace_with_a_damaged_chunk_reads_alike(string name)
    {
        var trace = Rewritten(File.ReadAllBytes(Path.Combine(TestFolders.Repository, "traces", name)));
        using (var reader = TestTraces.Open(trace))
        {
            var chunks = reader.Index.Chunks;
            var middle = chunks[chunks.Count / 2];
            trace[middle.Offset + (middle.StoredBytes / 2)] ^= 0x10;
        }

        AssertAlike(trace, 4L << 20);
    }

    [Fact]
    public void Any_session_reads_alike_whatever_is_remembered() =>
        Gen.Select(SessionGen.Sessions(), Gen.OneOf(1, 100, 1000, 1 << 20), Gen.OneOf(0L, 3000L, 1L << 20))
            .Sample(
                (events, chunkBytes, cacheBytes) =>
                {
                    var options = new TraceWriterOptions { ChunkBytes = chunkBytes, MinDifferenceBytes = 16 };
                    AssertAlike(TestTraces.Write(events, options), cacheBytes);
                },
                iter: 200
            );

    [Fact]
    public void Records_that_nobody_would_write_are_met_alike()
    {
        var options = new TraceWriterOptions { ChunkBytes = 1, MinDifferenceBytes = 64 };
        var sound = TestTraces.Write(ExhaustiveDamageTests.Session(), options);
        var blocks = PlainChunks(sound);
        Assert.InRange(blocks.Count, 5, 100);
        var changes = Gen.Select(Gen.Int[0, 1 << 20], Gen.Byte).Array[1, 3];
        Gen.Select(Gen.Int[0, blocks.Count - 1], changes, Gen.OneOf(0L, 500L, 1L << 20))
            .Sample(
                (block, changed, cacheBytes) =>
                {
                    var trace = (byte[])sound.Clone();
                    var body = trace.AsSpan((int)blocks[block].BodyOffset, blocks[block].StoredBytes);
                    foreach (var (place, value) in changed)
                    {
                        body[place % body.Length] = value;
                    }

                    MakeChecksumsRight(trace, blocks[block]);
                    AssertAlike(trace, cacheBytes);
                },
                iter: 1500
            );
    }

    [Theory]
    [InlineData(0)]
    [InlineData(10_000)]
    [InlineData(1 << 20)]
    public void Images_of_one_event_are_right_together_wherever_they_are_stored(long cacheBytes)
    {
        var images = Enumerable.Range(0, 4).Select(Noise).ToArray();
        var masks = Enumerable.Range(4, 4).Select(i => TestTraces.Noise(Side, Side, ImageFormat.Alpha8, i)).ToArray();
        var events = new List<SessionEvent>();
        for (var i = 0; i < 40; i++)
        {
            var target = s_target with { Mask = new Mask(masks[i / 2 % 4], default) };
            var brush = Brush.Tiled(PixelSource.Of(images[i * 7 % 4]), default);
            events.Add(
                new ImageCommand(i, target, i % 3 == 0 ? Changed(images[i % 4], i) : images[i % 4], s_target.Area)
            );
            events.Add(new Rop3Command(i, target, PixelSource.Of(images[(i + 1) % 4]), brush, 0xB8));
        }

        events.Add(new SessionEnded(40));
        var trace = TestTraces.Write(events, new TraceWriterOptions { ChunkBytes = 1 });

        Assert.Equal(TestTraces.Lines(events), TestTraces.Outcome(trace, cacheBytes, lends: true));
    }

    [Fact]
    public void The_memory_of_an_image_is_used_again_for_the_next_event()
    {
        var images = Enumerable.Range(0, 3).Select(Noise).ToArray();
        var trace = TestTraces.Write(Draw(images), new TraceWriterOptions { ChunkBytes = 1 });
        using var reader = TestTraces.Open(trace, 1 << 20, lends: true);
        using var events = reader.Events().OfType<ImageCommand>().GetEnumerator();
        Assert.True(events.MoveNext());
        var first = events.Current.Image;
        Assert.True(first.Bytes.SequenceEqual(images[0].Bytes));

        Assert.True(events.MoveNext());

        Assert.True(events.Current.Image.Bytes.SequenceEqual(images[1].Bytes));
        Assert.True(first.Bytes.SequenceEqual(images[1].Bytes));
    }

    [Fact]
    public void Reading_takes_no_memory_for_images()
    {
        var images = Enumerable.Range(0, 200).Select(Noise).ToArray();
        Image[] nearly = [.. images.Select((image, i) => Changed(image, i))];
        Image[] all = [.. images.Zip(nearly).SelectMany(IEnumerable<Image> (pair) => [pair.First, pair.Second])];
        var trace = TestTraces.Write(Draw(all), new TraceWriterOptions { ChunkBytes = 20_000 });
        Read();

        var allocated = GC.GetAllocatedBytesForCurrentThread();
        Read();
        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;

        Assert.InRange(allocated, 1, 600 * 1000);

        void Read()
        {
            using var reader = TestTraces.Open(trace, 1 << 20, lends: true);
            Assert.Equal(all.Length + 1, reader.Events().Count());
        }
    }

    [Fact]
    public void A_state_is_the_same_for_whoever_reads_it()
    {
        var trace = TestTraces.Write(
            TestTraces.EveryKind(),
            new TraceWriterOptions { ChunkBytes = 100, KeyframeWorkBytes = 3000 }
        );
        using var kept = TestTraces.Open(trace, 1 << 20, lends: false);
        using var lent = TestTraces.Open(trace, 1 << 20, lends: true);
        Assert.NotEmpty(kept.Index.Keyframes);

        foreach (var time in new[] { 0L, 3_000_000, 6_000_000, long.MaxValue })
        {
            var expected = TestTraces.Lines(kept.StateAt(time).Events(0));
            Assert.Equal(expected, TestTraces.Lines(lent.StateAt(time).Events(0)));
        }

        Assert.Equal(
            TestTraces.Lines(kept.Events(1_000_000, 8_000_000)),
            TestTraces.Lines(lent.Events(1_000_000, 8_000_000))
        );
        Assert.Equal(
            TestTraces.Lines(kept.NumberedEvents(5_000_000).Select(one => one.Event)),
            TestTraces.Lines(lent.NumberedEvents(5_000_000).Select(one => one.Event))
        );
    }

    private static void AssertAlike(byte[] trace, long cacheBytes)
    {
        Assert.Equal(TestTraces.Outcome(trace, cacheBytes), TestTraces.Outcome(trace, cacheBytes, lends: true));
        Assert.Equal(Salvaged(trace, cacheBytes, lends: false), Salvaged(trace, cacheBytes, lends: true));
    }

    private static string[] Salvaged(byte[] trace, long cacheBytes, bool lends)
    {
        var options = new TraceReaderOptions { CacheBytes = cacheBytes, LendsPayloads = lends };
        using var salvage = TraceSalvage.Open(trace, "test.tlt", options);
        string[] lines = [.. salvage.Events().Select(SessionText.Line)];
        return [.. lines, .. salvage.Faults.Select(fault => fault.Message)];
    }

    // The chunks that are not compressed.
    private static List<BlockFrame> PlainChunks(byte[] trace)
    {
        using var reader = TestTraces.Open(trace);
        var blocks = new BlockReader(new MemorySource(trace, "test.tlt"));
        var frames = reader.Index.Chunks.Select(chunk => blocks.ReadFrame(chunk.Offset));
        return [.. frames.Where(frame => frame.Encoding == BlockEncoding.Raw)];
    }

    private static void MakeChecksumsRight(byte[] trace, BlockFrame block)
    {
        var body = trace.AsSpan((int)block.BodyOffset, block.StoredBytes);
        var head = trace.AsSpan((int)block.Offset, BlockFrame.FixedBytes + block.Head.Length);
        BitConverter.TryWriteBytes(head[16..], XxHash3.HashToUInt64(body));
        BitConverter.TryWriteBytes(trace.AsSpan((int)block.BodyOffset - 4), BlockComposer.HeadChecksum(head));
    }

    private static byte[] Rewritten(byte[] trace)
    {
        using var reader = TestTraces.Open(trace, 64L << 20);
        return TestTraces.Write(reader.Events());
    }

    private static Image Noise(int seed) => TestTraces.Noise(Side, Side, ImageFormat.Argb32, seed);

    private static Image Changed(Image image, int pixel)
    {
        var bytes = image.Bytes.ToArray();
        bytes[pixel * 4] ^= 0xFF;
        return new Image(image.Width, image.Height, image.Format, bytes);
    }

    private static SessionEvent[] Draw(Image[] images) =>
        [
            .. images.Select((image, i) => new ImageCommand(i, s_target, image, s_target.Area)),
            new SessionEnded(images.Length),
        ];
}
