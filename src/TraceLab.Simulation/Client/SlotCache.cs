namespace TraceLab.Simulation.Client;

/// <summary>
/// A cache whose entries are named by slot numbers, least recently used out first. Client and encoder each run one over the
/// same additions and uses and so agree on every slot without a word about eviction on the wire (hazard H7). The lowest free
/// slot is taken, so that names stay small.
/// </summary>
/// <param name="capacityBytes">Most bytes held; 0 holds nothing.</param>
/// <param name="capacityEntries">Most entries held.</param>
public sealed class SlotCache<T>(long capacityBytes, int capacityEntries)
    where T : class
{
    /// <summary>What <see cref="Add"/> answers for an entry that the cache cannot hold.</summary>
    public const int NoSlot = -1;

    private readonly List<Entry> _entries = [];
    private readonly PriorityQueue<int, int> _free = new();
    private int _newest = NoSlot;
    private int _oldest = NoSlot;

    public int Count { get; private set; }

    public long Bytes { get; private set; }

    /// <summary>Told about each entry that makes room for another.</summary>
    public Action<T>? Evicted { get; set; }

    /// <summary>
    /// Enters an item as the most recently used and returns its slot; <see cref="NoSlot"/>, and nothing changes, if it is
    /// larger than the whole cache.
    /// </summary>
    public int Add(T item, long bytes)
    {
        if (bytes > capacityBytes || capacityEntries < 1)
        {
            return NoSlot;
        }

        MakeRoom(bytes);
        if (!_free.TryDequeue(out var slot, out _))
        {
            slot = _entries.Count;
            _entries.Add(default);
        }

        _entries[slot] = new Entry { Item = item, Bytes = bytes };
        Count++;
        Bytes += bytes;
        LinkAsNewest(slot);
        return slot;
    }

    /// <summary>The item of a slot, which becomes the most recently used.</summary>
    /// <exception cref="InvalidDataException">The slot is empty: the two ends are out of step.</exception>
    public T Use(int slot)
    {
        if ((uint)slot >= _entries.Count || _entries[slot].Item is not { } item)
        {
            throw new InvalidDataException($"client cache: slot {slot} is empty");
        }

        if (slot != _newest)
        {
            Unlink(slot);
            LinkAsNewest(slot);
        }

        return item;
    }

    private void MakeRoom(long bytes)
    {
        while (Count >= capacityEntries || Bytes + bytes > capacityBytes)
        {
            var slot = _oldest;
            var entry = _entries[slot];
            Unlink(slot);
            _entries[slot] = default;
            _free.Enqueue(slot, slot);
            Count--;
            Bytes -= entry.Bytes;
            Evicted?.Invoke(entry.Item!);
        }
    }

    private void LinkAsNewest(int slot)
    {
        var entry = _entries[slot];
        entry.Newer = NoSlot;
        entry.Older = _newest;
        _entries[slot] = entry;
        if (_newest == NoSlot)
        {
            _oldest = slot;
        }
        else
        {
            _entries[_newest] = _entries[_newest] with { Newer = slot };
        }

        _newest = slot;
    }

    private void Unlink(int slot)
    {
        var (older, newer) = (_entries[slot].Older, _entries[slot].Newer);
        if (older == NoSlot)
        {
            _oldest = newer;
        }
        else
        {
            _entries[older] = _entries[older] with { Newer = newer };
        }

        if (newer == NoSlot)
        {
            _newest = older;
        }
        else
        {
            _entries[newer] = _entries[newer] with { Older = older };
        }
    }

    private record struct Entry
    {
        public T? Item { get; init; }

        public long Bytes { get; init; }

        public int Older { get; set; }

        public int Newer { get; set; }
    }
}
