using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace TraceLab.TraceFormat.Payloads;

/// <summary>Where a payload was stored, and its number if the chunk being written has already named it.</summary>
internal struct PayloadEntry
{
    /// <summary>File offset of the chunk that holds the payload's record; 0, where no chunk is, until it is stored.</summary>
    public long ChunkOffset;

    /// <summary>Where the record starts in that chunk's uncompressed content.</summary>
    public int Position;

    /// <summary>The chunk in which <see cref="Number"/> is valid.</summary>
    public long NumberedIn;

    public int Number;

    public readonly bool IsStored => ChunkOffset != 0;
}

/// <summary>What the writer remembers of the payloads stored so far; the oldest are forgotten first.</summary>
internal sealed class PayloadTable(int capacity)
{
    private readonly Dictionary<UInt128, PayloadEntry> _entries = [];
    private readonly Queue<UInt128> _byAge = [];

    public int Count => _entries.Count;

    /// <summary>The entry of a payload, which the caller fills when it is new. Valid until the next call.</summary>
    public ref PayloadEntry FindOrAdd(UInt128 hash)
    {
        ref var found = ref CollectionsMarshal.GetValueRefOrNullRef(_entries, hash);
        if (!Unsafe.IsNullRef(ref found))
        {
            return ref found;
        }

        if (_entries.Count >= capacity)
        {
            _entries.Remove(_byAge.Dequeue());
        }

        _byAge.Enqueue(hash);
        return ref CollectionsMarshal.GetValueRefOrAddDefault(_entries, hash, out _);
    }
}
