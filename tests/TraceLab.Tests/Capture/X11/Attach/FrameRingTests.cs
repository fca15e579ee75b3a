using CsCheck;
using TraceLab.Capture.X11.Attach;
using TraceLab.Capture.X11.WireLog;
using TraceLab.Tests.Capture.X11.WireLog;

namespace TraceLab.Tests.Capture.X11.Attach;

public class FrameRingTests
{
    /// <summary>However the bytes come and are read: whole frames in order, and none but those that did not fit is missing.</summary>
    [Fact]
    public void Frames_come_out_as_they_went_in()
    {
        Gen.Select(Gen.Int[0, 300].Array[1, 40], Gen.Int[1, 200].Array[1, 20])
            .Sample(
                (words, chunks) =>
                {
                    var log = new WireLogBuilder();
                    for (var i = 0; i < words.Length; i++)
                    {
                        log.Frame(WireCategory.ClientStarted, (uint)i + 1, new byte[words[i] * 4], isBigEndian: false);
                    }

                    var ring = new FrameRing(4096);
                    var reader = new WireLogReader(ring);
                    var read = new List<uint>();
                    var bytes = log.Bytes;
                    for (int at = 0, chunk = 0; at < bytes.Length; chunk++)
                    {
                        var count = Math.Min(chunks[chunk % chunks.Length], bytes.Length - at);
                        ring.Write(bytes, at, count);
                        at += count;
                        ReadAll(reader, read);
                    }

                    Assert.Equal([.. Enumerable.Range(1, words.Length).Select(i => (uint)i)], read);
                    Assert.False(reader.HasPartialRecord);
                }
            );
    }

    [Fact]
    public void A_frame_that_does_not_fit_is_dropped_whole_and_the_next_one_is_good()
    {
        var ring = new FrameRing(256);
        ring.Write(Frames(1, 100).Bytes);
        ring.Write(Frames(2, 100).Bytes);
        ring.Write(Frames(3, 60).Bytes);
        var read = new List<uint>();
        var reader = new WireLogReader(ring);
        ReadAll(reader, read);
        ring.Write(Frames(4, 1000).Bytes);
        ring.Write(Frames(5, 200).Bytes);
        ReadAll(reader, read);

        Assert.Equal([1u, 3, 5], read);
    }

    [Fact]
    public void An_event_between_frames_is_passed_over()
    {
        const byte MappingNotify = 34;
        var ring = new FrameRing(256);
        ring.Write([MappingNotify, .. new byte[31], .. Frames(1, 8).Bytes]);
        var read = new List<uint>();
        ReadAll(new WireLogReader(ring), read);

        Assert.Equal([1u], read);
    }

    private static WireLogBuilder Frames(uint client, int dataBytes) =>
        new WireLogBuilder().Frame(WireCategory.ClientStarted, client, new byte[dataBytes], isBigEndian: false);

    private static void ReadAll(WireLogReader reader, List<uint> clients)
    {
        while (reader.TryRead(out var record))
        {
            clients.Add(record.ClientBase);
        }
    }
}
