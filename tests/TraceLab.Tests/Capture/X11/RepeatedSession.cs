using TraceLab.Capture.X11.Mirror;
using TraceLab.Capture.X11.Protocol;
using TraceLab.Capture.X11.WireLog;
using TraceLab.Core.Geometry;

namespace TraceLab.Tests.Capture.X11;

/// <summary>
/// A live session's log sent to a mirror again: wherever the recorder took a picture of the real server, the mirror is held
/// against it.
/// </summary>
internal static class RepeatedSession
{
    private const int ReplyHeadBytes = 32;

    /// <summary>Pixels in which the mirror differs, for every picture in the log.</summary>
    public static List<int> Differences(string log)
    {
        var session = WireSession.ReadBeside(log);
        using var mirror = MirrorSession.Start(session);
        using var file = File.OpenRead(log);
        var reader = new WireLogReader(file);
        var differences = new List<int>();
        uint[] shown = [];
        while (reader.TryRead(out var record))
        {
            if (record.ClientBase == session.ProbeConnection)
            {
                if (record.Category == WireCategory.FromClient)
                {
                    shown = Shown(mirror, session);
                }
                else
                {
                    differences.Add(Differing(shown, record.Data.Span[ReplyHeadBytes..]));
                }
            }
            else
            {
                Repeat(mirror, record);
            }
        }

        Assert.False(reader.HasPartialRecord);
        return differences;
    }

    private static void Repeat(MirrorSession mirror, WireRecord record)
    {
        switch (record.Category)
        {
            case WireCategory.ClientStarted:
                mirror.ClientStarted(record.ClientBase, record.IsBigEndian);
                break;
            case WireCategory.ClientDied:
                mirror.ClientDied(record.ClientBase);
                break;
            case WireCategory.FromClient:
                mirror.Execute(record.ClientBase, record.Data.Span);
                break;
        }
    }

    private static uint[] Shown(MirrorSession mirror, WireSession session)
    {
        mirror.TurnTo(mirror.Own);
        var question = mirror.Own.AskPixels(session.Root, new Rect(0, 0, session.Width, session.Height));
        return MirrorScreen.Pixels(mirror.Own.Answer(question)).ToArray();
    }

    private static int Differing(uint[] shown, ReadOnlySpan<byte> picture)
    {
        Assert.Equal(shown.Length * 4, picture.Length);
        var pixels = new WireBytes(picture, isBigEndian: false);
        var differing = 0;
        for (var i = 0; i < shown.Length; i++)
        {
            differing += ((shown[i] ^ pixels.U32(4 * i)) & 0x00FFFFFF) == 0 ? 0 : 1;
        }

        return differing;
    }
}
