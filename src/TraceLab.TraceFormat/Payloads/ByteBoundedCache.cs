using System.Diagnostics.CodeAnalysis;

namespace TraceLab.TraceFormat.Payloads;

/// <summary>
/// Keeps the most recently used values as long as their bytes fit the budget. A value larger than the budget is not
/// kept. Not thread-safe.
/// </summary>
internal sealed class ByteBoundedCache<TKey, TValue>(long budgetBytes)
    where TKey : notnull
    where TValue : class
{
    // What an entry costs besides its value: node, dictionary slot, object headers.
    private const int EntryBytes = 160;

    private readonly Dictionary<TKey, LinkedListNode<(TKey Key, TValue Value, long Bytes)>> _nodes = [];
    private readonly LinkedList<(TKey Key, TValue Value, long Bytes)> _byUse = new();

    public long HeldBytes { get; private set; }

    public bool TryGet(TKey key, [NotNullWhen(true)] out TValue? value)
    {
        if (!_nodes.TryGetValue(key, out var node))
        {
            value = null;
            return false;
        }

        if (node != _byUse.First)
        {
            _byUse.Remove(node);
            _byUse.AddFirst(node);
        }

        value = node.Value.Value;
        return true;
    }

    /// <summary>Adds a value whose key is not there yet.</summary>
    public void Add(TKey key, TValue value, long valueBytes)
    {
        var bytes = valueBytes + EntryBytes;
        if (bytes > budgetBytes)
        {
            return;
        }

        while (HeldBytes + bytes > budgetBytes)
        {
            var oldest = _byUse.Last!;
            _byUse.RemoveLast();
            _nodes.Remove(oldest.Value.Key);
            HeldBytes -= oldest.Value.Bytes;
        }

        _nodes.Add(key, _byUse.AddFirst((key, value, bytes)));
        HeldBytes += bytes;
    }
}
