using System.IO.Compression;
using TraceLab.Capture.Spice;
using TraceLab.Core.Faults;
using TraceLab.Core.Geometry;

namespace TraceLab.Tests.Capture.Spice;

/// <summary>Recordings of servers that died, and input that is no recording.</summary>
public sealed class SpiceTruncationTests
{
    private const int HeaderBytes = 15;

    private static readonly Rect Box = new(0, 0, 2, 1);

    [Fact]
    public void A_recording_cut_at_any_byte_is_imported_up_to_its_last_whole_event()
    {
        var recording = EveryKind();
        var bytes = recording.ToBytes();
        for (var cut = 1; cut <= bytes.Length; cut++)
        {
            var result = SpiceImporter.Import(new MemoryStream(bytes, 0, cut), _ => { });

            var wholeEvents = recording.EventEnds.Count(end => end <= cut);
            var wholeBytes = wholeEvents == 0 ? HeaderBytes : recording.EventEnds[wholeEvents - 1];
            Assert.Equal(wholeEvents, result.Events);
            Assert.Equal(cut >= HeaderBytes ? wholeBytes : 0, result.RecordingBytes);
            Assert.Equal(cut != wholeBytes, result.IsTruncated);
        }
    }

    [Fact]
    public void A_real_recording_cut_at_many_bytes_is_imported_up_to_its_last_whole_event()
    {
        // Around and behind the screen's memory, over a stream that gives little at once.
        var bytes = RecordedSessionTests.Inflate(RecordedSessionTests.Recording("moves"));
        long previous = 0;
        for (var cut = 3_145_000; cut < 5_000_000; cut += 14_983)
        {
            using var stream = new TricklingStream(bytes.AsMemory(0, cut).ToArray(), 4096);
            var result = SpiceImporter.Import(stream, _ => { });

            Assert.True(result.Events >= previous);
            Assert.InRange(result.RecordingBytes, HeaderBytes, cut);
            Assert.Equal(result.RecordingBytes != cut, result.IsTruncated);
            previous = result.Events;
        }
    }

    [Fact]
    public void A_recording_that_arrives_byte_by_byte_is_the_same_recording()
    {
        var bytes = EveryKind().ToBytes();
        using var stream = new TricklingStream(bytes, 1);
        var expected = new SpiceReplay(bytes);
        var count = 0;
        var result = SpiceImporter.Import(stream, _ => count++);

        Assert.Equal(expected.Events.Count, count);
        Assert.Equal(expected.Result.RecordingBytes, result.RecordingBytes);
    }

    [Fact]
    public void A_gzip_file_is_read_directly_and_may_be_cut_too()
    {
        var bytes = EveryKind().ToBytes();
        var packed = new MemoryStream();
        using (var zip = new GZipStream(packed, CompressionLevel.NoCompression, leaveOpen: true))
        {
            zip.Write(bytes);
        }

        var whole = SpiceImporter.Import(new MemoryStream(packed.ToArray()), _ => { });
        var cut = SpiceImporter.Import(new MemoryStream(packed.ToArray(), 0, (int)packed.Length - 100), _ => { });

        Assert.Equal(EveryKind().EventEnds.Count, whole.Events);
        Assert.False(whole.IsTruncated);
        Assert.True(cut.IsTruncated);
        Assert.InRange(cut.Events, 1, whole.Events - 1);
    }

    [Theory]
    [InlineData("", 0, "end of file")]
    [InlineData("GIF89a", 0, "'GIF89a'")]
    [InlineData("SPICE_REPLAY 2\n", 0, "'SPICE_REPLAY 2'")]
    [InlineData("SPICE_REPLAY 1\nevent 1 0 0 5\n", 15, "event 1")]
    [InlineData("SPICE_REPLAY 1\nevent 0 2 0 5\n", 15, "2")]
    [InlineData("SPICE_REPLAY 1\nevent 0 0 6 5\n", 15, "6")]
    [InlineData("SPICE_REPLAY 1\nevent 0 0 0 5 \n", 28, "' '")]
    [InlineData("SPICE_REPLAY 1\nevent 00 0 0 5\n", 21, "'00 0 0 5'")]
    [InlineData("SPICE_REPLAY 1\nevent 0 0 0\n", 26, "end of line")]
    [InlineData("SPICE_REPLAY 1\nevent 0 0 0 99999999999999999999\n", 27, "'99999999999999999999'")]
    [InlineData("SPICE_REPLAY 1\nevent 0 0 1 5\ndrawable\nrect bbox 0 0 x", 52, "'x'")]
    [InlineData("SPICE_REPLAY 1\nevent 0 0 4 5\nbinary 2 message 3:abc\n", 29, "2")]
    [InlineData("SPICE_REPLAY 1\nevent 0 0 4 5\nbinary 0 message 3:abcd\n", 51, "'d\\x0a'")]
    [InlineData("SPICE_REPLAY 1\nevent 0 0 4 5\nbinary 0 message 4000000000:", 29, "4000000000")]
    [InlineData("SPICE_REPLAY 1\nevent 0 0 4 5\nbinary 1 message 3:3:abc\n", 50, null)]
    public void Anything_else_is_one_fault_that_names_the_offset(string text, long offset, string? found)
    {
        var bytes = System.Text.Encoding.Latin1.GetBytes(text);
        var fault = Assert.Throws<InputFaultException>(() => SpiceImporter.Import(new MemoryStream(bytes), _ => { }));

        Assert.Equal(offset, fault.Offset);
        if (found is not null)
        {
            Assert.Equal(found, fault.Found);
        }
    }

    [Fact]
    public void Damage_in_the_middle_is_found_where_it_is()
    {
        var bytes = EveryKind().ToBytes();
        var position = bytes.AsSpan().IndexOf("rop_descriptor"u8);
        bytes[position + 4] = (byte)'?';
        var events = 0;
        var fault = Assert.Throws<InputFaultException>(() =>
            SpiceImporter.Import(new MemoryStream(bytes), _ => events++)
        );

        Assert.Equal(position, fault.Offset);
        Assert.Equal("'rop_descriptor'", fault.Expected);
        Assert.True(events > 0);
    }

    [Fact]
    public void A_line_without_end_is_damage_and_not_read_to_its_end()
    {
        var endless = new byte[1 << 20];
        endless.AsSpan().Fill((byte)'9');
        "SPICE_REPLAY 1\nevent 0 0 0 "u8.CopyTo(endless);
        var fault = Assert.Throws<InputFaultException>(() => SpiceImporter.Import(new MemoryStream(endless), _ => { }));

        Assert.Equal(27, fault.Offset);
    }

    [Fact]
    public void A_blob_that_claims_much_and_holds_little_allocates_little()
    {
        var bytes = "SPICE_REPLAY 1\nevent 0 0 4 5\nbinary 0 message 500000000:abc"u8.ToArray();
        var before = GC.GetAllocatedBytesForCurrentThread();
        var result = SpiceImporter.Import(new MemoryStream(bytes), _ => { });

        Assert.True(result.IsTruncated);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 20_000_000);
    }

    [Fact]
    public void First_generation_drawables_get_an_error_that_says_what_they_are()
    {
        var recording = new SpiceRecordingBuilder().Event(
            0,
            1,
            b =>
                b.Line("drawable")
                    .Rectangle("bbox", Box)
                    .Line("type 0")
                    .Line("effect 0")
                    .Line("mm_time 0")
                    .Line("bitmap_offset 0")
        );
        var fault = Assert.Throws<InputFaultException>(() => new SpiceReplay(recording));

        Assert.Equal("'bitmap_offset'", fault.Found);
        Assert.NotNull(fault.Remedy);
    }

    // Events with every piece of the grammar that has a length of its own.
    private static SpiceRecordingBuilder EveryKind() =>
        new SpiceRecordingBuilder()
            .Event(1, 8)
            .Screen(2, 1, kept: [1, 2, 3, 4, 5, 6, 7, 8])
            .CreateSurface(7, 2, 1, 96)
            .Fill(Box, b => b.Pattern(i => i.Bitmap(5, 2, 1, 2, [0, 1], [1, 2]), new Point(-1, 0)), clip: [Box, Box])
            .ImageDraw(2, Box, i => i.SurfaceImage(7), Box, brush: b => b.Solid(uint.MaxValue))
            .ImageDraw(3, Box, i => i.Bitmap(8, 2, 1, 8, new byte[8], flags: 1), Box)
            .ImageDraw(
                3,
                Box,
                i => i.Quic(2, 1, new byte[40]),
                Box,
                mask: b => b.Mask(1, default, SpiceRecordingBuilder.NoImage)
            )
            .Draw(4, Box, b => b.Line("point 1 0"))
            .Draw(6, Box, SpiceRecordingBuilder.NoMask)
            .Event(0, 2, b => b.Line("update").Rectangle("area", Box).Line("update_id 1").Line("surface_id 0"))
            .Event(0, 4, b => b.Blob("message", [1, 2, 3], deflated: true))
            .Event(0, 3, b => b.Line("cursor_cmd").Line("type 1").Line("point16 5 -6"))
            .Event(0, 3, b => b.Line("cursor_cmd").Line("type 2"))
            .Event(0, 3, b => b.Line("cursor_cmd").Line("type 3").Line("u.trail.length 1").Line("u.trail.frequency 2"))
            .Event(0, 0)
            .Event(1, 2)
            .DestroySurface(7);
}
