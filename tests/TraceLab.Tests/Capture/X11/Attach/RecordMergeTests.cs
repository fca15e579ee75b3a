using CsCheck;
using TraceLab.Capture.X11.Attach;
using TraceLab.Tests.Capture.X11.WireLog;

namespace TraceLab.Tests.Capture.X11.Attach;

public class RecordMergeTests
{
    private const int Clients = 3;

    private static readonly Gen<Loss> s_loss = Gen.Select(
        Gen.Bool,
        Gen.Int[0, 99],
        Gen.Int[1, 12],
        (a, b, c) => new Loss(a, b, c)
    );

    private sealed record Loss(bool IsInFirst, int From, int Count);

    /// <summary>As long as never both have lost something between two records that both have, the order is the server's.</summary>
    [Fact]
    public void What_one_has_lost_comes_from_the_other_in_its_place()
    {
        Gen.Select(Gen.Int[0, Clients - 1].Array[100], s_loss.Array[0, 4], Gen.Int[1, 500].Array[1, 10])
            .Where((_, losses, _) => AreApart(losses))
            .Sample(
                (clients, losses, chunks) =>
                {
                    var all = Number(clients);
                    var (merged, isUncertain) = Merge(
                        [.. all.Where((_, i) => !IsLost(losses, isInFirst: true, i))],
                        [.. all.Where((_, i) => !IsLost(losses, isInFirst: false, i))],
                        chunks
                    );

                    Assert.Equal(all, merged);
                    Assert.False(isUncertain);
                }
            );
    }

    [Fact]
    public void What_both_have_lost_is_missing()
    {
        var all = Number([0, 1, 0, 1, 0, 1]);
        var (merged, _) = Merge([.. all.Where((_, i) => i != 2)], [.. all.Where((_, i) => i is not (2 or 5))], [1000]);

        Assert.Equal([.. all.Where((_, i) => i != 2)], merged);
    }

    [Fact]
    public void That_both_have_lost_something_else_at_one_place_is_said()
    {
        var all = Number([0, 1, 2, 0]);
        var (merged, isUncertain) = Merge([all[0], all[1], all[3]], [all[0], all[2], all[3]], [1000]);

        Assert.Equal(all.Order(), merged.Order());
        Assert.True(isUncertain);
    }

    private static bool IsLost(Loss[] losses, bool isInFirst, int index) =>
        losses.Any(loss => loss.IsInFirst == isInFirst && index >= loss.From && index < loss.From + loss.Count);

    private static bool AreApart(Loss[] losses) =>
        losses.All(one =>
            one.From + one.Count < 100
            && losses.All(other =>
                other == one || other.From > one.From + one.Count || one.From > other.From + other.Count
            )
        );

    private static (uint Client, uint Sequence)[] Number(int[] clients)
    {
        var sequences = new uint[Clients];
        return [.. clients.Select(client => ((uint)client + 1, ++sequences[client]))];
    }

    // The two streams come in pieces by turns; what has come is merged in between.
    private static (List<(uint Client, uint Sequence)> Merged, bool IsUncertain) Merge(
        (uint Client, uint Sequence)[] first,
        (uint Client, uint Sequence)[] second,
        int[] chunks
    )
    {
        byte[][] bytes = [Log(first), Log(second)];
        FrameRing[] rings = [new FrameRing(1 << 16), new FrameRing(1 << 16)];
        var at = new int[2];
        var isOver = false;
        var streams = rings.Select(ring => new RecordStream(ring, () => isOver)).ToArray();
        var merge = new RecordMerge(streams[0], streams[1]);
        var merged = new List<(uint, uint)>();
        for (var turn = 0; !isOver; turn++)
        {
            var (one, count) = (
                turn % 2,
                Math.Min(chunks[turn % chunks.Length], bytes[turn % 2].Length - at[turn % 2])
            );
            rings[one].Write(bytes[one], at[one], count);
            at[one] += count;
            isOver = at[0] == bytes[0].Length && at[1] == bytes[1].Length;
            while (merge.TryTake(out var record))
            {
                merged.Add((record.ClientBase, record.Sequence));
            }
        }

        Assert.True(merge.IsOver);
        return (merged, merge.IsUncertain);
    }

    private static byte[] Log((uint Client, uint Sequence)[] requests)
    {
        var log = new WireLogBuilder();
        foreach (var (client, sequence) in requests)
        {
            log.Requests(client, isBigEndian: false, (sequence, [127, 0, 1, 0]));
        }

        return log.Bytes;
    }
}
