using System.Buffers;
using System.Numerics;

namespace TraceLab.TraceFormat.Payloads;

/// <summary>
/// What the writer remembers of the payloads stored so far; the oldest are forgotten first. The slots are a ring in the
/// order of age, and hashes find them by chains; both lie in pooled memory, which is warm where one trace is written after
/// another.
/// </summary>
internal sealed class PayloadTable(int capacity) : IDisposable
{
    private const int FirstSlots = 256;
    private const int None = -1;

    private Slot[] _slots = [];
    private int[] _chains = [];
    private int _room;
    private int _next;

    private struct Slot
    {
        public UInt128 Hash;
        public PayloadLocation Location;

        // The slot after this one in its chain.
        public int Following;
    }

    public int Count { get; private set; }

    /// <summary>
    /// Where a payload was stored, which the caller fills in when it is new: the chunk's offset is then 0, where no chunk is. Valid
    /// until the next call.
    /// </summary>
    public ref PayloadLocation FindOrAdd(UInt128 hash)
    {
        if (Count > 0)
        {
            for (var at = Chain(hash); at != None; at = _slots[at].Following)
            {
                if (_slots[at].Hash == hash)
                {
                    return ref _slots[at].Location;
                }
            }
        }

        if (Count == _room && _room < capacity)
        {
            Grow();
        }

        return ref Add(hash);
    }

    public void Dispose()
    {
        ReturnMemory();
        (_slots, _chains) = ([], []);
        (_room, _next, Count) = (0, 0, 0);
    }

    private ref int Chain(UInt128 hash) => ref _chains[(uint)(ulong)hash & (uint)(ChainsFor(_room) - 1)];

    private ref PayloadLocation Add(UInt128 hash)
    {
        if (Count == _room)
        {
            Forget(_next);
        }

        ref var chain = ref Chain(hash);
        ref var slot = ref _slots[_next];
        slot = new Slot { Hash = hash, Following = chain };
        chain = _next;
        _next = (_next + 1) % _room;
        Count++;
        return ref slot.Location;
    }

    private void Forget(int slot)
    {
        ref var link = ref Chain(_slots[slot].Hash);
        while (link != slot)
        {
            link = ref _slots[link].Following;
        }

        link = _slots[slot].Following;
        Count--;
    }

    // Only while nothing is forgotten yet, so slots are filled from the first.
    private void Grow()
    {
        var room = Math.Min(capacity, Math.Max(FirstSlots, 2 * _room));
        var slots = ArrayPool<Slot>.Shared.Rent(room);
        _slots.AsSpan(0, Count).CopyTo(slots);
        ReturnMemory();
        _slots = slots;
        _chains = ArrayPool<int>.Shared.Rent(ChainsFor(room));
        _chains.AsSpan(0, ChainsFor(room)).Fill(None);
        (_room, _next) = (room, Count);
        for (var i = 0; i < Count; i++)
        {
            ref var chain = ref Chain(_slots[i].Hash);
            _slots[i].Following = chain;
            chain = i;
        }
    }

    private void ReturnMemory()
    {
        ArrayPool<Slot>.Shared.Return(_slots);
        ArrayPool<int>.Shared.Return(_chains);
    }

    private static int ChainsFor(int room) => (int)BitOperations.RoundUpToPowerOf2((uint)room);
}
