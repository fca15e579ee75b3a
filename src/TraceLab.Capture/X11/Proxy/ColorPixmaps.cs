using TraceLab.Capture.X11.Protocol;

namespace TraceLab.Capture.X11.Proxy;

/// <summary>A pixmap that can be asked for.</summary>
internal readonly record struct ColorPixmap(uint Id, int Width, int Height)
{
    public long Bytes => 4L * Width * Height;
}

/// <summary>
/// The pixmaps of 24 or 32 bits that the session's requests have made and not freed. Whether the server has them as well
/// shows when they are asked for.
/// </summary>
internal sealed class ColorPixmaps
{
    private readonly Dictionary<uint, (ProxyClient Owner, ColorPixmap Pixmap)> _pixmaps = [];

    // Those that were not asked for longest come first. Ids that are gone may be among them.
    private readonly Queue<uint> _turns = new();

    public void Create(ProxyClient owner, WireBytes request)
    {
        var pixmap = new ColorPixmap(request.U32(4), request.U16(12), request.U16(14));
        if (request.U8(1) is 24 or 32 && pixmap.Bytes > 0 && _pixmaps.TryAdd(pixmap.Id, (owner, pixmap)))
        {
            _turns.Enqueue(pixmap.Id);
        }
    }

    public void Free(uint id) => _pixmaps.Remove(id);

    /// <summary>What a client has made goes with it.</summary>
    public void Forget(ProxyClient owner)
    {
        foreach (var (id, _) in _pixmaps.Where(one => one.Value.Owner == owner).ToArray())
        {
            _pixmaps.Remove(id);
        }
    }

    /// <summary>Some of them, others each time until all had their turn.</summary>
    /// <param name="mostBytes">Of their pixels together; larger ones have no turn.</param>
    public List<ColorPixmap> Next(long mostBytes)
    {
        var chosen = new List<ColorPixmap>();
        for (var left = _turns.Count; left > 0 && _turns.TryPeek(out var id); left--)
        {
            var isThere = _pixmaps.TryGetValue(id, out var known);
            var fits = known.Pixmap.Bytes <= mostBytes;
            if (isThere && fits && chosen.Sum(one => one.Bytes) + known.Pixmap.Bytes > mostBytes)
            {
                break;
            }

            _turns.Dequeue();
            if (isThere && fits)
            {
                chosen.Add(known.Pixmap);
                _turns.Enqueue(id);
            }
        }

        return chosen;
    }
}
