using System.Diagnostics.CodeAnalysis;

namespace TraceLab.TraceFormat.Payloads;

/// <summary>
/// Keeps the most recently used values as long as their bytes fit the budget. A value larger than the budget is not
/// kept. Not thread-safe.
/// </summary>
/// <param name="budgetBytes">The most that is held.</param>
/// <param name="pushedOut">Told of each value that is held no longer.</param>
internal sealed class ByteBoundedCache<TKey, TValue>(long budgetBytes, Action<TValue>? pushedOut = null)
    where TKey : notnull
    where TValue : class
{
    // What an entry costs besides its value: node, dictionary slot, object headers.
    private const int EntryBytes = 160;

    private readonly Dictionary<TKey, LinkedListNode<(TKey Key, TValue Value, long Bytes)>> _nodes = [];
    private readonly LinkedList<(TKey Key, TValue Value, long Bytes)> _byUse = new();

    public long HeldBytes { get; private set; }

    public bool Contains(TKey key) => _nodes.ContainsKey(key);

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

    /// <summary>Adds a value whose key is not there yet; false if it is too large.</summary>
    public bool TryAdd(TKey key, TValue value, long valueBytes)
    {
        var bytes = valueBytes + EntryBytes;
        if (bytes > budgetBytes)
        {
            return false;
        }

        while (HeldBytes + bytes > budgetBytes)
        {
            PushOut(_byUse.Last!);
        }

        _nodes.Add(key, _byUse.AddFirst((key, value, bytes)));
        HeldBytes += bytes;
        return true;
    }

    /// <summary>Pushes everything out.</summary>
    public void Clear()
    {
        while (_byUse.Last is { } oldest)
        {
            PushOut(oldest);
        }
    }

    private void PushOut(LinkedListNode<(TKey Key, TValue Value, long Bytes)> node)
    {
        _byUse.Remove(node);
        _nodes.Remove(node.Value.Key);
        HeldBytes -= node.Value.Bytes;
        pushedOut?.Invoke(node.Value.Value);
    }
}
