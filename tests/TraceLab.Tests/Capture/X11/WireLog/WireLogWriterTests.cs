using CsCheck;
using TraceLab.Capture.X11.WireLog;

namespace TraceLab.Tests.Capture.X11.WireLog;

/// <summary>What is written is read again.</summary>
public sealed class WireLogWriterTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("tracelab-tests-").FullName;

    private string LogPath => Path.Combine(_folder, "log.bin");

    // What to write: 0 a request, 1 a reply, 2 an event, 3 a coming, 4 a going; of which of three clients; how long.
    private static readonly Gen<(int What, int Client, int Units)[]> Sessions = Gen.Select(
        Gen.Int[0, 4],
        Gen.Int[0, 2],
        Gen.Frequency((20, Gen.Int[1, 40]), (1, Gen.Int[60_000, 70_000]))
    ).Array[0, 80];

    [Fact]
    public void A_log_is_read_as_it_was_written() =>
        Sessions.Sample(
            session =>
            {
                var expected = new List<string>();
                using (var file = new BlockFile(LogPath, overwrite: true))
                {
                    var writer = new WireLogWriter(file);
                    foreach (var (what, client, units) in session)
                    {
                        expected.Add(Write(writer, what, client, units, (uint)expected.Count));
                    }

                    writer.Flush();
                }

                Assert.Equal(expected, Read());
            },
            iter: 40,
            threads: 1
        );

    [Fact]
    public void Requests_of_one_client_share_a_frame_and_others_close_it()
    {
        using (var file = new BlockFile(LogPath, overwrite: true))
        {
            var writer = new WireLogWriter(file);
            writer.Request(0x200000, false, 1, 1, [127, 0, 1, 0]);
            writer.Request(0x200000, false, 1, 2, [127, 0, 1, 0]);
            writer.Request(0x400000, false, 1, 1, [127, 0, 1, 0]);
            writer.Flush();
            Assert.Equal(3, writer.Requests);
        }

        Assert.Equal(WireFrame.HeaderBytes + 24 + WireFrame.HeaderBytes + 12, new FileInfo(LogPath).Length);
    }

    [Fact]
    public void What_was_flushed_can_be_read_while_the_log_is_open()
    {
        using var file = new BlockFile(LogPath, overwrite: true);
        var writer = new WireLogWriter(file);
        using var stream = new FileStream(LogPath, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var reader = new WireLogReader(stream);
        writer.Request(0x200000, false, 1, 1, [127, 0, 1, 0]);
        Assert.False(reader.TryRead(out _));
        writer.Flush();

        Assert.True(SpinWait.SpinUntil(() => reader.TryRead(out _), TimeSpan.FromSeconds(10)));
        Assert.False(reader.HasPartialRecord);
    }

    [Fact]
    public void A_full_disk_is_told_and_stops_nobody()
    {
        using var file = new BlockFile("/dev/full", overwrite: true);
        for (var i = 0; i < 100; i++)
        {
            file.Reserve(BlockFile.BlockBytes).Clear();
            file.Append(BlockFile.BlockBytes);
        }

        file.Dispose();
        Assert.IsAssignableFrom<IOException>(file.Failure);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static string Write(WireLogWriter writer, int what, int client, int units, uint time)
    {
        var clientBase = (uint)(client + 1) << 21;
        var isBig = client == 2;
        var length = BitConverter.GetBytes((uint)units);
        var bytes = new byte[units * 4];
        Array.Fill(bytes, (byte)time);
        var category = WireCategory.FromClient;
        switch (what)
        {
            case 0:
                bytes = Request(units, isBig, (byte)time);
                writer.Request(clientBase, isBig, time, time + 1, bytes);
                break;
            case 1 or 2:
                bytes = new byte[32 + (what == 1 ? units * 4 : 0)];
                bytes[0] = what == 1 ? (byte)1 : (byte)12;
                length.CopyTo(bytes, 4);
                Array.Reverse(bytes, 4, isBig ? 4 : 0);
                category = WireCategory.FromServer;
                writer.ServerMessage(clientBase, isBig, time, time + 1, bytes);
                break;
            case 3:
                category = WireCategory.ClientStarted;
                writer.ClientStarted(clientBase, isBig, time, bytes);
                break;
            default:
                bytes = [];
                category = WireCategory.ClientDied;
                writer.ClientDied(clientBase, isBig, time, time + 1);
                break;
        }

        var sequence = what is 0 or 4 ? time + 1 : 0;
        return Line(category, clientBase, isBig, time, sequence, bytes);
    }

    private static byte[] Request(int units, bool isBig, byte fill)
    {
        var isLong = units > ushort.MaxValue;
        var bytes = new byte[units * 4];
        Array.Fill(bytes, fill);
        var length = BitConverter.GetBytes(isLong ? (uint)units : (uint)units << 16);
        Array.Clear(bytes, 2, 2);
        length.AsSpan(isLong ? 0 : 2, isLong ? 4 : 2).CopyTo(bytes.AsSpan(isLong ? 4 : 2));
        Array.Reverse(bytes, isLong ? 4 : 2, isBig ? (isLong ? 4 : 2) : 0);
        return bytes;
    }

    private List<string> Read()
    {
        using var stream = File.OpenRead(LogPath);
        var reader = new WireLogReader(stream);
        var lines = new List<string>();
        while (reader.TryRead(out var r))
        {
            lines.Add(Line(r.Category, r.ClientBase, r.IsBigEndian, r.TimeMilliseconds, r.Sequence, r.Data.Span));
        }

        Assert.False(reader.HasPartialRecord);
        return lines;
    }

    private static string Line(
        WireCategory category,
        uint client,
        bool isBig,
        uint time,
        uint sequence,
        ReadOnlySpan<byte> data
    ) =>
        $"{category} {client:x} {isBig} at {time} no {sequence}: {data.Length} bytes, "
        + $"{System.IO.Hashing.XxHash3.HashToUInt64(data):x}";
}
