using System.Globalization;
using System.Text.RegularExpressions;
using TraceLab.Core.Commands;
using TraceLab.Core.Geometry;
using TraceLab.Core.Pixels;
using TraceLab.TraceFormat;
using TraceLab.TraceFormat.Records;

namespace TraceLab.Tests.TraceFormat;

/// <summary>What traces/README.md says of the format is what the code does.</summary>
public partial class SpecificationTests
{
    private static readonly string s_text = File.ReadAllText(Path.Combine(RepositoryFolder(), "traces", "README.md"));

    [Fact]
    public void The_worked_hexdump_is_what_the_writer_writes() =>
        Assert.Equal(Convert.ToHexString(TinyTrace()), Convert.ToHexString(BytesOfHexdump()));

    [Fact]
    public void The_worked_hexdump_reads_as_its_session()
    {
        using var reader = TestTraces.Open(BytesOfHexdump());

        Assert.Equal(TestTraces.Lines(TinySession()), TestTraces.Lines(reader.Events()));
        Assert.Equal("synthetic", reader.Header.Source);
    }

    [Fact]
    public void Every_opcode_is_in_the_table() =>
        Assert.All(
            Enum.GetValues<Opcode>(),
            opcode => Assert.Contains($"\n| 0x{(byte)opcode:x2} | {RowName(opcode)} |", s_text)
        );

    [Theory]
    [InlineData("| coordinate | ±2^28 |", TraceLimits.MaxCoordinate, 1L << 28)]
    [InlineData("| text | 2^20 bytes |", TraceLimits.MaxTextBytes, 1L << 20)]
    [InlineData("| payload | 2^28 bytes |", TraceLimits.MaxPayloadBytes, 1L << 28)]
    [InlineData("| payloads of one event | 2^29 bytes |", TraceLimits.MaxEventPayloadBytes, 1L << 29)]
    [InlineData("| block body, stored or plain | 2^30 bytes |", TraceLimits.MaxPlainBytes, 1L << 30)]
    [InlineData("| facts | 1024 |", TraceLimits.MaxFacts, 1024L)]
    public void Every_limit_is_in_the_table(string row, long limit, long stated)
    {
        Assert.Equal(stated, limit);
        Assert.Contains(row, s_text);
    }

    private static string RowName(Opcode opcode) =>
        opcode switch
        {
            Opcode.ImagePayload => "image payload",
            Opcode.DataPayload => "data payload",
            Opcode.PayloadReference => "payload reference",
            Opcode.ImageDifference => "image difference",
            _ => Opcodes.Name(opcode),
        };

    private static SessionEvent[] TinySession()
    {
        byte[] pixels = [0x30, 0x20, 0x10, 0, 0x60, 0x50, 0x40, 0, 0x90, 0x80, 0x70, 0, 0xC0, 0xB0, 0xA0, 0];
        var pair = new Image(2, 2, ImageFormat.Xrgb32, pixels);
        var area = new Rect(1, 1, 3, 3);
        return
        [
            new SurfaceCreated(0, 0, 8, 4, SurfaceFormat.Xrgb32, null),
            new FillCommand(1_000_000, new DrawTarget(0, new Rect(0, 0, 8, 4)), Brush.Solid(0xFFC0FFEE)),
            new ImageCommand(1_000_500, new DrawTarget(0, area), pair, new Rect(0, 0, 2, 2)),
            new CopyCommand(2_000_000, new DrawTarget(0, area.Offset(3, 0)), 0, area),
            new SessionEnded(2_000_000),
        ];
    }

    private static byte[] TinyTrace()
    {
        var stream = new MemoryStream();
        using var writer = new TraceWriter(
            stream,
            new TraceHeader
            {
                ScreenWidth = 8,
                ScreenHeight = 4,
                Source = "synthetic",
                Clock = "virtual",
                Tool = "by hand",
                Facts = new Dictionary<string, string>(StringComparer.Ordinal) { ["why"] = "to show" },
            }
        );
        foreach (var sessionEvent in TinySession())
        {
            writer.Write(sessionEvent);
        }

        writer.Complete();
        return stream.ToArray();
    }

    // Lines of the fenced block: offset, two spaces, bytes, then what they mean.
    private static byte[] BytesOfHexdump()
    {
        var bytes = new List<byte>();
        foreach (Match line in HexdumpLine().Matches(s_text))
        {
            Assert.Equal(bytes.Count, int.Parse(line.Groups["offset"].Value, NumberStyles.HexNumber, null));
            bytes.AddRange(Convert.FromHexString(line.Groups["bytes"].Value.Replace(" ", "")));
        }

        return [.. bytes];
    }

    [GeneratedRegex(
        "^(?<offset>[0-9a-f]{4})  (?<bytes>(?:[0-9a-f]{2} ?)+)(?: |$)",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex HexdumpLine();

    private static string RepositoryFolder()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "TraceLab.sln")))
        {
            folder =
                Path.GetDirectoryName(folder)
                ?? throw new DirectoryNotFoundException("TraceLab.sln is not above the tests");
        }

        return folder;
    }
}
