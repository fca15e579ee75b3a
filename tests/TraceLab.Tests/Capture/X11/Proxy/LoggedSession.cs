using TraceLab.Capture.X11.Protocol;
using TraceLab.Capture.X11.Proxy;
using TraceLab.Capture.X11.WireLog;

namespace TraceLab.Tests.Capture.X11.Proxy;

/// <summary>A request as it stands in a log.</summary>
internal sealed record LoggedRequest(uint Client, bool IsBigEndian, uint Sequence, byte[] Bytes);

/// <summary>A whole wire log in memory. That every client's requests are numbered without a gap is checked while it is read.</summary>
internal sealed class LoggedSession
{
    private readonly Dictionary<uint, uint> _sequences = [];
    private readonly Queue<bool> _isScreenAsked = new();
    private readonly uint _root;

    /// <param name="path">Of the log.</param>
    /// <param name="mayBreakOff">Whether its writer was killed.</param>
    public LoggedSession(string path, bool mayBreakOff = false)
    {
        _root = WireSession.ReadBeside(path).Root;
        using var stream = File.OpenRead(path);
        var reader = new WireLogReader(stream);
        while (reader.TryRead(out var record))
        {
            Take(record);
        }

        Assert.True(mayBreakOff || !reader.HasPartialRecord);
    }

    /// <summary>In the server's order, without those of the recorder itself.</summary>
    public List<LoggedRequest> Requests { get; } = [];

    /// <summary>Pictures of the screen, without the unused byte, last one last.</summary>
    public List<uint[]> Pictures { get; } = [];

    /// <summary>Clients that came and went, by their base, in order; those that went negative.</summary>
    public List<long> Comings { get; } = [];

    public bool HasEnd { get; private set; }

    private void Take(WireRecord record)
    {
        switch (record.Category)
        {
            case WireCategory.ClientStarted:
                _sequences[record.ClientBase] = 0;
                Comings.Add(record.ClientBase);
                break;
            case WireCategory.ClientDied:
                Assert.Equal(_sequences[record.ClientBase], record.Sequence);
                Comings.Add(-record.ClientBase);
                break;
            case WireCategory.FromClient when record.ClientBase != OrderingProxy.ProbeBase:
                Assert.Equal(++_sequences[record.ClientBase], record.Sequence);
                Requests.Add(
                    new LoggedRequest(record.ClientBase, record.IsBigEndian, record.Sequence, record.Data.ToArray())
                );
                break;
            case WireCategory.FromClient when record.ClientBase == OrderingProxy.ProbeBase:
                _isScreenAsked.Enqueue(new WireBytes(record.Data.Span, isBigEndian: false).U32(4) == _root);
                break;
            case WireCategory.FromServer when record.ClientBase == OrderingProxy.ProbeBase:
                var pixels = new WireBytes(record.Data.Span, isBigEndian: false);
                if (!_isScreenAsked.Dequeue())
                {
                    break;
                }

                Pictures.Add(new uint[(record.Data.Length - 32) / 4]);
                for (var i = 0; i < Pictures[^1].Length; i++)
                {
                    Pictures[^1][i] = pixels.U32(32 + (4 * i)) & 0x00FFFFFF;
                }

                break;
            case WireCategory.EndOfData:
                HasEnd = true;
                break;
        }
    }
}
