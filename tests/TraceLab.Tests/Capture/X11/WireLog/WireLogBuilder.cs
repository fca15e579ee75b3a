using System.Buffers.Binary;
using TraceLab.Capture.X11.WireLog;

namespace TraceLab.Tests.Capture.X11.WireLog;

/// <summary>Makes wire logs frame by frame, as the RECORD extension would.</summary>
internal sealed class WireLogBuilder
{
    private readonly List<byte> _bytes = [];

    public byte[] Bytes => [.. _bytes];

    public WireLogBuilder Started(uint client, byte[] setup, bool isBigEndian = false) =>
        Frame(WireCategory.ClientStarted, client, setup, isBigEndian);

    public WireLogBuilder Died(uint client, uint sequence) =>
        Frame(WireCategory.ClientDied, client, Words(sequence), false);

    public WireLogBuilder Requests(uint client, bool isBigEndian, params (uint Sequence, byte[] Request)[] requests) =>
        Frame(
            WireCategory.FromClient,
            client,
            [.. requests.SelectMany(r => Words(7, r.Sequence).Concat(r.Request))],
            isBigEndian
        );

    public WireLogBuilder Answers(uint client, params byte[][] messages) =>
        Frame(WireCategory.FromServer, client, [.. messages.SelectMany(m => Words(7).Concat(m))], false);

    public WireLogBuilder Frame(WireCategory category, uint client, byte[] data, bool isBigEndian)
    {
        var header = new byte[WireFrame.HeaderBytes];
        new WireFrame(category, isBigEndian, client, 7, 0, data.Length).Write(header);
        _bytes.AddRange(header);
        _bytes.AddRange(data);
        return this;
    }

    public static byte[] Words(params uint[] words)
    {
        var bytes = new byte[words.Length * 4];
        for (var i = 0; i < words.Length; i++)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(i * 4), words[i]);
        }

        return bytes;
    }
}
