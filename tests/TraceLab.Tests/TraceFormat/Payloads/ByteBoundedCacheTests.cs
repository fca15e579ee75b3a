using TraceLab.TraceFormat.Payloads;

namespace TraceLab.Tests.TraceFormat.Payloads;

public class ByteBoundedCacheTests
{
    [Fact]
    public void The_least_recently_used_goes_first()
    {
        var cache = new ByteBoundedCache<int, string>(3 * 1160);
        cache.TryAdd(1, "one", 1000);
        cache.TryAdd(2, "two", 1000);
        cache.TryAdd(3, "three", 1000);
        cache.TryGet(1, out _);

        cache.TryAdd(4, "four", 1000);

        Assert.Equal([true, false, true, true], new[] { 1, 2, 3, 4 }.Select(k => cache.TryGet(k, out _)));
    }

    [Fact]
    public void The_budget_holds_whatever_is_added()
    {
        var cache = new ByteBoundedCache<int, string>(10_000);
        var random = new Random(1);
        for (var i = 0; i < 1000; i++)
        {
            cache.TryAdd(i, "x", random.Next(15_000));
            Assert.InRange(cache.HeldBytes, 0, 10_000);
        }
    }

    [Fact]
    public void A_value_larger_than_the_budget_is_not_kept_and_pushes_nothing_out()
    {
        var cache = new ByteBoundedCache<int, string>(1000);
        cache.TryAdd(1, "small", 10);

        Assert.False(cache.TryAdd(2, "large", 1000));

        Assert.True(cache.TryGet(1, out _));
        Assert.False(cache.TryGet(2, out _));
    }

    [Fact]
    public void Whatever_is_held_no_longer_is_told_of()
    {
        var pushedOut = new List<string>();
        var cache = new ByteBoundedCache<int, string>(2 * 1160, pushedOut.Add);
        cache.TryAdd(1, "one", 1000);
        cache.TryAdd(2, "two", 1000);
        cache.TryAdd(3, "three", 1000);
        Assert.Equal(["one"], pushedOut);

        cache.Clear();

        Assert.Equal(["one", "two", "three"], pushedOut);
        Assert.Equal(0, cache.HeldBytes);
        Assert.False(cache.TryGet(3, out _));
    }
}
