using CsCheck;
using TraceLab.Core.Faults;
using TraceLab.Core.Geometry;
using TraceLab.TraceFormat;
using TraceLab.TraceFormat.Records;

namespace TraceLab.Tests.TraceFormat.Records;

public class RecordFieldTests
{
    private static readonly Gen<int> s_coordinate = Gen.OneOf<int>(
        Gen.Int[-300, 300],
        Gen.Int[-TraceLimits.MaxCoordinate, TraceLimits.MaxCoordinate]
    );

    [Theory]
    [InlineData(0, "00")]
    [InlineData(127, "7F")]
    [InlineData(128, "8001")]
    [InlineData(300, "AC02")]
    [InlineData(ulong.MaxValue, "FFFFFFFFFFFFFFFFFF01")]
    public void Unsigned_numbers_are_leb128(ulong value, string hex)
    {
        var writer = new RecordWriter();

        writer.Unsigned(value);

        Assert.Equal(hex, Convert.ToHexString(writer.Written));
    }

    [Theory]
    [InlineData(0, "00")]
    [InlineData(-1, "01")]
    [InlineData(1, "02")]
    [InlineData(-64, "7F")]
    [InlineData(64, "8001")]
    public void Signed_numbers_are_zigzag(long value, string hex)
    {
        var writer = new RecordWriter();

        writer.Zigzag(value);

        Assert.Equal(hex, Convert.ToHexString(writer.Written));
    }

    [Fact]
    public void Numbers_read_back() =>
        Gen.Select(Gen.ULong, Gen.Long, Gen.Long[0, long.MaxValue], Gen.Int)
            .Sample(
                (unsigned, signed, positive, number) =>
                {
                    var reader = Written(w =>
                    {
                        w.Unsigned(unsigned);
                        w.Zigzag(signed);
                        w.Varint(positive);
                        w.Zigzag(number);
                    });

                    return reader.Unsigned() == unsigned
                        && reader.Zigzag() == signed
                        && reader.Varint() == positive
                        && reader.Int32() == number
                        && reader.Remaining == 0;
                }
            );

    [Fact]
    public void Rectangles_and_points_read_back_from_any_origin() =>
        Gen.Select(s_coordinate, s_coordinate, s_coordinate, s_coordinate, s_coordinate, s_coordinate)
            .Sample(
                (left, top, right, bottom, x, y) =>
                {
                    var (rect, origin) = (new Rect(left, top, right, bottom), new Point(x, y));
                    var reader = Written(w =>
                    {
                        w.Rect(rect, origin);
                        w.Position(new Point(left, bottom), origin);
                    });

                    return reader.Rect(origin) == rect
                        && reader.Position(origin) == new Point(left, bottom)
                        && reader.Remaining == 0;
                }
            );

    [Fact]
    public void A_record_of_any_bytes_is_read_or_refused() =>
        Gen
            .Byte.Array[0, 30]
            .Sample(bytes =>
            {
                var reader = new RecordReader("test.tlt");
                reader.Load(bytes, bytes.Length, 0);
                try
                {
                    while (reader.TryBegin(out _))
                    {
                        _ = reader.Remaining > 4 ? reader.Rect() : Rect.Empty;
                        _ = reader.Remaining > 0 ? reader.Text() : "";
                    }
                }
                catch (InputFaultException fault)
                {
                    Assert.Equal("test.tlt", fault.File);
                }
            });

    private static RecordReader Written(Action<RecordWriter> write)
    {
        var (content, record) = (new RecordWriter(), new RecordWriter());
        write(content);
        record.Record(1, content.Written);
        var reader = new RecordReader("test.tlt");
        reader.Load(record.Written.ToArray(), record.Length, 0);
        Assert.True(reader.TryBegin(out _));
        return reader;
    }
}
