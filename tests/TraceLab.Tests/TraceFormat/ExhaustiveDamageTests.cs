using TraceLab.Core.Commands;
using TraceLab.Core.Faults;
using TraceLab.Core.Geometry;
using TraceLab.Core.Pixels;
using TraceLab.TraceFormat;

namespace TraceLab.Tests.TraceFormat;

/// <summary>
/// Every truncation and every single wrong byte of a small trace that has all parts: each is reported or harmless, quickly
/// and without much memory, and what is recovered of it is sound.
/// </summary>
public class ExhaustiveDamageTests
{
    private const long MaxMilliseconds = 1000;
    private const long MaxAllocatedBytes = 64L << 20;

    private static readonly TraceWriterOptions s_options = new()
    {
        ChunkBytes = 180,
        KeyframeWorkBytes = 6000,
        MinDifferenceBytes = 64,
    };
    private static readonly byte[] s_trace = TestTraces.Write(Session(), s_options);
    private static readonly string[] s_whole = TestTraces.Read(s_trace);

    private static readonly HashSet<string> s_known = [.. Session().Select(Untimed)];

    [Fact]
    public void The_trace_has_every_part()
    {
        using var reader = TestTraces.Open(s_trace);

        Assert.True(reader.Index.Chunks.Count >= 3);
        Assert.NotEmpty(reader.Index.Keyframes);
        Assert.True(reader.Summary.SharedPayloadBytes > 0);

        // A picture, a letter, and what the second picture changes: two varints of the base, two of the run, a pixel.
        Assert.InRange(reader.Summary.StoredPayloadBytes, 96 + 25 + 8, 96 + 25 + 10);
        Assert.InRange(s_trace.Length, 1000, 6000);
    }

    [Fact]
    public void Every_length_it_may_be_cut_to() =>
        Parallel.For(0, s_trace.Length, length => AssertReportedOrHarmless(s_trace[..length], $"cut to {length}"));

    [Fact]
    public void Every_value_of_every_byte_that_is_not_payload() => AssertEachByte(OffsetsOfPayload(false), 255);

    [Fact]
    public void Three_values_of_every_byte_of_payload() => AssertEachByte(OffsetsOfPayload(true), 3);

    [Fact]
    public void Lent_images_meet_the_same_damage() =>
        Parallel.For(
            0,
            s_trace.Length,
            offset =>
            {
                var damaged = (byte[])s_trace.Clone();
                damaged[offset] ^= 0x11;
                Assert.Equal(TestTraces.Outcome(damaged), TestTraces.Outcome(damaged, lends: true));
                var cut = s_trace[..offset];
                Assert.Equal(TestTraces.Outcome(cut), TestTraces.Outcome(cut, lends: true));
            }
        );

    private static void AssertEachByte(int[] offsets, int values)
    {
        Assert.NotEmpty(offsets);
        Parallel.ForEach(
            offsets,
            offset =>
            {
                var damaged = (byte[])s_trace.Clone();
                for (var value = 1; value <= values; value++)
                {
                    // 1, 128 and 255 where only three are tried; the same ones are recovered.
                    var flip = (byte)(values == 3 ? 1 + (127 * (value - 1)) : value);
                    damaged[offset] = (byte)(s_trace[offset] ^ flip);
                    AssertReportedOrHarmless(damaged, $"byte {offset} ^ {flip:x2}", flip is 1 or 128 or 255);
                }
            }
        );
    }

    private static void AssertReportedOrHarmless(byte[] damaged, string what, bool recovers = true)
    {
        // A loaded machine may make anything slow once.
        for (var attempt = 0; !IsQuick(damaged, what, recovers); attempt++)
        {
            Assert.True(attempt < 3, $"{what}: takes long");
        }
    }

    private static bool IsQuick(byte[] damaged, string what, bool recovers)
    {
        var started = Environment.TickCount64;
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            Read(damaged, what);
            if (recovers)
            {
                Recover(damaged, what);
            }
        }
        catch (InputFaultException fault)
        {
            Assert.True(fault.File == "test.tlt" && fault.Offset is >= 0 && fault.Offset <= damaged.Length, what);
        }

        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        Assert.True(allocated < MaxAllocatedBytes, $"{what}: {allocated} bytes");
        return Environment.TickCount64 - started < MaxMilliseconds;
    }

    // What is read before a fault is what was written: no wrong pixel passes a checksum.
    private static void Read(byte[] damaged, string what)
    {
        try
        {
            using var reader = TestTraces.Open(damaged);
            var position = 0;
            foreach (var sessionEvent in reader.Events())
            {
                var isAddedEnd = sessionEvent is SessionEnded && reader.State != TraceState.Complete;
                Assert.True(isAddedEnd || SameAs(position, sessionEvent), what);
                position++;
            }

            _ = reader.Summary.Events + reader.Index.Chunks.Count;
            Assert.True(reader.State != TraceState.Complete || position == s_whole.Length, what);
        }
        catch (InputFaultException fault)
        {
            Assert.True(fault.File == "test.tlt" && fault.Offset is >= 0 && fault.Offset <= damaged.Length, what);
        }
    }

    private static bool SameAs(int position, SessionEvent sessionEvent) =>
        TestTraces.Lines([sessionEvent])[0] == s_whole[position];

    private static void Recover(byte[] damaged, string what)
    {
        using var salvage = TraceSalvage.Open(TraceSalvageTests.Recover(damaged), "recovered.tlt");
        Assert.True(salvage.Events().All(e => e is DataLost or SessionEnded || s_known.Contains(Untimed(e))), what);
        Assert.True(salvage.FaultCount == 0, what);
    }

    // After a loss that came late, an event may stand at the loss's time.
    private static string Untimed(SessionEvent sessionEvent) =>
        TestTraces.Lines([sessionEvent with { TimeNanoseconds = 0 }])[0];

    // Bodies of chunks and keyframes are payload; all else is structure.
    private static int[] OffsetsOfPayload(bool isPayload)
    {
        using var reader = TestTraces.Open(s_trace);
        var blocks = reader.Index.Chunks.Select(c => (c.Offset, c.StoredBytes));
        var bodies = blocks
            .Concat(reader.Index.Keyframes.Select(k => (k.Offset, k.StoredBytes)))
            .Select(block => (Start: block.Offset + 56, End: block.Offset + block.StoredBytes))
            .ToArray();
        return
        [
            .. Enumerable
                .Range(0, s_trace.Length)
                .Where(offset => bodies.Any(body => offset >= body.Start && offset < body.End) == isPayload),
        ];
    }

    /// <summary>A small session whose images repeat, and nearly repeat.</summary>
    internal static IEnumerable<SessionEvent> Session()
    {
        var picture = TestTraces.Noise(6, 4, ImageFormat.Xrgb32, 5);
        var nearlyThat = new Image(6, 4, ImageFormat.Xrgb32, [.. picture.Bytes[..92], 1, 2, 3, 0]);
        var letter = TestTraces.Noise(5, 5, ImageFormat.Alpha8, 6);
        var area = new Rect(1, 1, 7, 5);
        yield return new SurfaceCreated(0, 0, 12, 8, SurfaceFormat.Xrgb32, null);
        for (var i = 1; i <= 4; i++)
        {
            var target = new DrawTarget(0, area.Offset(i, i));
            yield return new FillCommand(i * 100, target, Brush.Solid((uint)i * 1000));
            yield return new ImageCommand((i * 100) + 1, target, picture, new Rect(0, 0, 6, 4));
            yield return new ImageCommand((i * 100) + 1, target, nearlyThat, new Rect(0, 0, 6, 4));
            yield return new CopyCommand((i * 100) + 2, target, 0, area);
            yield return new GlyphsCommand(
                (i * 100) + 3,
                target,
                [new Glyph(letter, new Point(i, 2))],
                Brush.Solid(7),
                true
            );
            yield return new BlendCommand((i * 100) + 4, target, PixelSource.Of(0, area), 100, false);
        }

        yield return new SessionEnded(500);
    }
}
