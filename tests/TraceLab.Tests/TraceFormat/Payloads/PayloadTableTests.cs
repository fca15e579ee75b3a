using CsCheck;
using TraceLab.TraceFormat.Payloads;

namespace TraceLab.Tests.TraceFormat.Payloads;

public class PayloadTableTests
{
    [Fact]
    public void The_oldest_are_forgotten_when_it_is_full()
    {
        using var table = new PayloadTable(3);
        for (var i = 1; i <= 5; i++)
        {
            table.FindOrAdd((UInt128)i) = new PayloadLocation(i, 0);
        }

        Assert.Equal(3, table.Count);
        Assert.Equal(4, table.FindOrAdd(4).ChunkOffset);
        Assert.Equal(0, table.FindOrAdd(1).ChunkOffset);
    }

    [Fact]
    public void It_knows_the_last_ones_that_were_new() =>
        Gen.Select(Gen.Int[1, 600], Gen.Int[0, 900].Array[0, 2000])
            .Sample(
                (capacity, payloads) =>
                {
                    using var table = new PayloadTable(capacity);
                    var known = new List<int>();
                    foreach (var payload in payloads)
                    {
                        // Few chains, each of many.
                        ref var location = ref table.FindOrAdd(new UInt128((ulong)payload, (ulong)payload % 7));
                        Assert.Equal(known.Contains(payload) ? payload + 1 : 0, location.ChunkOffset);
                        if (location.ChunkOffset == 0)
                        {
                            known.RemoveRange(0, known.Count == capacity ? 1 : 0);
                            known.Add(payload);
                            location = new PayloadLocation(payload + 1, 0);
                        }
                    }

                    Assert.Equal(known.Count, table.Count);
                },
                iter: 100
            );
}
