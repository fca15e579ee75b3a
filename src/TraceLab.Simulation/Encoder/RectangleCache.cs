using System.Buffers;
using TraceLab.Core.Geometry;

namespace TraceLab.Simulation.Encoder;

/// <summary>
/// The pixel rectangles of one frame that the leading run of a stateless codec has encoded, for the other runs of that
/// codec: policies that send few primitives send mostly the same rectangles. Written by the leader alone, before the others
/// read.
/// </summary>
public sealed class RectangleCache
{
    private readonly Dictionary<Rect, (int Start, int Length)> _places = [];
    private readonly ArrayBufferWriter<byte> _bytes = new();

    public void Clear()
    {
        _places.Clear();
        _bytes.ResetWrittenCount();
    }

    public void Add(Rect area, ReadOnlySpan<byte> encoded)
    {
        _places[area] = (_bytes.WrittenCount, encoded.Length);
        _bytes.Write(encoded);
    }

    public bool TryGet(Rect area, out ReadOnlySpan<byte> encoded)
    {
        if (!_places.TryGetValue(area, out var place))
        {
            encoded = default;
            return false;
        }

        encoded = _bytes.WrittenSpan.Slice(place.Start, place.Length);
        return true;
    }
}

/// <summary>A run's part in a <see cref="RectangleCache"/>.</summary>
/// <param name="Cache">Null for a run that shares nothing.</param>
/// <param name="Leads">Whether it fills the cache; else it reads it.</param>
public readonly record struct CacheRole(RectangleCache? Cache, bool Leads);
