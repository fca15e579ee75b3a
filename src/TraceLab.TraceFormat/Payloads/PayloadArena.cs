using TraceLab.TraceFormat.Blocks;

namespace TraceLab.TraceFormat.Payloads;

/// <summary>
/// Memory for payloads that are all let go at once: taken from the front of pooled slabs, used again after
/// <see cref="Clear"/>. Not thread-safe.
/// </summary>
internal sealed class PayloadArena : IDisposable
{
    private const int SlabBytes = 1 << 20;

    private readonly List<byte[]> _full = [];
    private byte[] _slab = [];
    private int _used;

    /// <summary>Room for so many bytes, from <c>Start</c> of the buffer on; what it holds is arbitrary.</summary>
    public (byte[] Buffer, int Start) Take(int bytes)
    {
        if (_slab.Length - _used < bytes)
        {
            if (_slab.Length > 0)
            {
                _full.Add(_slab);
            }

            _slab = [];
            WorkMemory.Reserve(ref _slab, Math.Max(bytes, SlabBytes));
            _used = 0;
        }

        var start = _used;
        _used += bytes;
        return (_slab, start);
    }

    /// <summary>Everything taken may be given out again.</summary>
    public void Clear()
    {
        foreach (var slab in _full)
        {
            var full = slab;
            WorkMemory.Return(ref full);
        }

        _full.Clear();
        _used = 0;
    }

    public void Dispose()
    {
        Clear();
        WorkMemory.Return(ref _slab);
    }
}
