using TraceLab.TraceFormat.Payloads;

namespace TraceLab.Tests.TraceFormat.Payloads;

public class PayloadArenaTests
{
    [Theory]
    [InlineData(1000, 5000)]
    [InlineData(700_000, 5)]
    [InlineData(3_000_000, 3)]
    public void What_was_taken_stays_apart_until_all_is_let_go(int bytes, int count)
    {
        using var arena = new PayloadArena();
        for (var round = 0; round < 2; round++)
        {
            var taken = Enumerable.Range(0, count).Select(_ => arena.Take(bytes)).ToArray();
            for (var i = 0; i < count; i++)
            {
                taken[i].Buffer.AsSpan(taken[i].Start, bytes).Fill((byte)i);
            }

            for (var i = 0; i < count; i++)
            {
                var mine = taken[i].Buffer.AsSpan(taken[i].Start, bytes);
                Assert.Equal(-1, mine.IndexOfAnyExcept((byte)i));
            }

            arena.Clear();
        }
    }

    [Fact]
    public void Memory_that_was_let_go_is_given_again()
    {
        using var arena = new PayloadArena();
        var first = arena.Take(100);
        arena.Clear();

        Assert.Equal(first, arena.Take(100));
    }
}
