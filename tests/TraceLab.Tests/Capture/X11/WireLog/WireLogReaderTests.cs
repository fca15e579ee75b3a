using CsCheck;
using TraceLab.Capture.X11.WireLog;
using TraceLab.Core.Faults;
using TraceLab.Tests.Capture.Spice;

namespace TraceLab.Tests.Capture.X11.WireLog;

public class WireLogReaderTests
{
    private const uint Client = 0x400000;

    private static readonly byte[] NoOperation = [127, 0, 1, 0];

    private static byte[] Sample() =>
        new WireLogBuilder()
            .Started(Client, new byte[40])
            .Requests(Client, false, (1, NoOperation), (2, [127, 0, 2, 0, 9, 9, 9, 9]))
            .Answers(Client, new byte[32], [1, 0, 1, 0, 1, 0, 0, 0, .. new byte[28]])
            .Died(Client, 2)
            .Bytes;

    [Fact]
    public void Every_element_of_a_frame_is_a_record_of_its_own()
    {
        var records = Read(new MemoryStream(Sample()), out var reader);

        Assert.Equal(
            [
                "0 ClientStarted 0 40",
                "72 FromClient 1 4",
                "72 FromClient 2 8",
                "132 FromServer 0 32",
                "132 FromServer 0 36",
                "240 ClientDied 2 0",
            ],
            records,
            StringComparer.Ordinal
        );
        Assert.False(reader.HasPartialRecord);
        Assert.Equal(Sample().Length, reader.Offset);
    }

    [Fact]
    public void A_stream_that_comes_byte_by_byte_gives_the_same_records() =>
        Assert.Equal(
            Read(new MemoryStream(Sample()), out _),
            Read(new TricklingStream(Sample(), 1), out _),
            StringComparer.Ordinal
        );

    /// <summary>A spool that another process still writes: reading goes on where it stopped.</summary>
    [Fact]
    public void A_log_that_grows_gives_the_same_records_wherever_it_paused() =>
        Gen.Int[0, Sample().Length]
            .Sample(cut =>
            {
                var whole = Sample();
                using var spool = new MemoryStream();
                spool.Write(whole.AsSpan(0, cut));
                spool.Position = 0;
                var reader = new WireLogReader(spool);
                var records = Drain(reader);
                spool.Write(whole.AsSpan(cut));
                spool.Position = cut;
                records.AddRange(Drain(reader));
                return records.SequenceEqual(Read(new MemoryStream(whole), out _), StringComparer.Ordinal);
            });

    [Fact]
    public void A_log_cut_inside_a_record_says_so()
    {
        Read(new MemoryStream(Sample().AsSpan(0, 100).ToArray()), out var reader);

        Assert.True(reader.HasPartialRecord);
        Assert.Equal(72, reader.Offset);
    }

    /// <summary>Lengths are in the client's byte order; a length of 0 stands before one of 32 bits.</summary>
    [Fact]
    public void Requests_of_either_byte_order_and_big_ones_have_their_length()
    {
        var log = new WireLogBuilder()
            .Requests(Client, true, (1, [127, 0, 0, 2, 1, 1, 1, 1]), (2, [127, 0, 0, 0, 0, 0, 0, 3, 1, 1, 1, 1]))
            .Requests(Client, false, (3, [127, 0, 0, 0, 2, 0, 0, 0]));

        Assert.Equal(
            ["0 FromClient 1 8", "0 FromClient 2 12", "68 FromClient 3 8"],
            Read(new MemoryStream(log.Bytes), out _),
            StringComparer.Ordinal
        );
    }

    [Theory]
    [InlineData(0, 2, "offset 0: damaged wire log: expected a frame of type 1")]
    [InlineData(1, 9, "offset 0: damaged wire log: expected a frame of type 1")]
    [InlineData(7, 255, "offset 0: damaged wire log: expected at most 268435456 bytes in a frame")]
    [InlineData(
        114,
        9,
        "offset 104: damaged wire log: expected a whole message in the 20 bytes left of the frame at 72"
    )]
    [InlineData(
        114,
        0,
        "offset 104: damaged wire log: expected a whole message in the 20 bytes left of the frame at 72"
    )]
    public void Damage_is_named_with_its_place(int at, byte value, string message)
    {
        var log = Sample();
        log[at] = value;
        var fault = Assert.Throws<InputFaultException>(() => Read(new MemoryStream(log), out _));
        Assert.StartsWith(message, fault.Message, StringComparison.Ordinal);
    }

    /// <summary>Whatever a byte becomes: records or a fault that names a place, never anything else.</summary>
    [Fact]
    public void Any_damaged_byte_ends_in_records_or_in_a_fault() =>
        Gen.Select(Gen.Int[0, Sample().Length - 1], Gen.Byte)
            .Sample(
                (at, value) =>
                {
                    var log = Sample();
                    log[at] = value;
                    try
                    {
                        return Read(new MemoryStream(log), out _).Count <= 32;
                    }
                    catch (InputFaultException fault)
                    {
                        return fault.Offset is not null;
                    }
                }
            );

    private static List<string> Read(Stream stream, out WireLogReader reader) =>
        Drain(reader = new WireLogReader(stream));

    private static List<string> Drain(WireLogReader reader)
    {
        var records = new List<string>();
        while (reader.TryRead(out var record))
        {
            records.Add($"{record.Offset} {record.Category} {record.Sequence} {record.Data.Length}");
        }

        return records;
    }
}
