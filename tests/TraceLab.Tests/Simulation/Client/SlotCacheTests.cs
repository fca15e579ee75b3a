using CsCheck;
using TraceLab.Simulation.Client;

namespace TraceLab.Tests.Simulation.Client;

public class SlotCacheTests
{
    private static readonly Gen<(int Item, int Bytes)[]> s_steps = Gen.Select(Gen.Int[0, 12], Gen.Int[0, 40]).Array[
        0,
        80
    ];

    [Fact]
    public void What_was_used_longest_ago_makes_room()
    {
        var cache = new SlotCache<string>(100, 3);
        Assert.Equal(0, cache.Add("a", 10));
        Assert.Equal(1, cache.Add("b", 10));
        Assert.Equal(2, cache.Add("c", 10));
        cache.Use(0);

        Assert.Equal(1, cache.Add("d", 10));
        Assert.Equal("d", cache.Use(1));
        Assert.Equal(0, cache.Add("e", 95));
        Assert.Equal((1, 95L), (cache.Count, cache.Bytes));
        Assert.Throws<InvalidDataException>(() => cache.Use(1));
    }

    [Fact]
    public void What_is_larger_than_the_cache_is_not_kept_and_costs_nothing()
    {
        var cache = new SlotCache<string>(100, 3);
        cache.Add("a", 60);

        Assert.Equal(SlotCache<string>.NoSlot, cache.Add("b", 101));
        Assert.Equal("a", cache.Use(0));
        Assert.Equal(SlotCache<string>.NoSlot, new SlotCache<string>(100, 0).Add("c", 1));
    }

    // The twin is written the plain way: a list in the order of use, and slots by searching for the lowest free one.
    [Fact]
    public void Slots_and_evictions_are_those_of_a_plain_list() =>
        Gen.Select(Gen.Long[0, 100], Gen.Int[0, 6], s_steps)
            .Sample(
                (bytes, entries, steps) =>
                {
                    var evicted = new List<string>();
                    var cache = new SlotCache<string>(bytes, entries) { Evicted = evicted.Add };
                    var plain = new PlainCache(bytes, entries);
                    foreach (var (item, size) in steps)
                    {
                        var name = $"{item}";
                        if (plain.SlotOf(name) is { } slot)
                        {
                            Assert.Equal(name, cache.Use(slot));
                            plain.Use(name);
                        }
                        else
                        {
                            Assert.Equal(plain.Add(name, size), cache.Add(name, size));
                        }

                        Assert.Equal(plain.Evicted, evicted);
                        Assert.Equal((plain.Count, plain.Bytes), (cache.Count, cache.Bytes));
                    }
                },
                iter: 500
            );

    private sealed class PlainCache(long capacityBytes, int capacityEntries)
    {
        private readonly List<(string Item, int Slot, long Bytes)> _byAge = [];

        public List<string> Evicted { get; } = [];

        public int Count => _byAge.Count;

        public long Bytes => _byAge.Sum(entry => entry.Bytes);

        public int? SlotOf(string item) =>
            _byAge.Any(entry => entry.Item == item) ? _byAge.First(entry => entry.Item == item).Slot : null;

        public void Use(string item)
        {
            var entry = _byAge.First(one => one.Item == item);
            _byAge.Remove(entry);
            _byAge.Add(entry);
        }

        public int Add(string item, long bytes)
        {
            if (bytes > capacityBytes || capacityEntries == 0)
            {
                return -1;
            }

            while (Count == capacityEntries || Bytes + bytes > capacityBytes)
            {
                Evicted.Add(_byAge[0].Item);
                _byAge.RemoveAt(0);
            }

            var slot = Enumerable.Range(0, Count + 1).First(free => _byAge.All(entry => entry.Slot != free));
            _byAge.Add((item, slot, bytes));
            return slot;
        }
    }
}
