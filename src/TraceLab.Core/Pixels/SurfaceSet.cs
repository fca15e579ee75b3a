using System.Diagnostics.CodeAnalysis;
using TraceLab.Core.Geometry;

namespace TraceLab.Core.Pixels;

/// <summary>
/// The surfaces that exist at one moment of a session, by number. Commands that name a missing surface draw and read
/// nothing, as the real adapters do (hazard H10).
/// </summary>
public sealed class SurfaceSet
{
    private readonly Dictionary<int, Surface> _surfaces = [];

    /// <summary>The primary framebuffer, or null before the session created it.</summary>
    public Surface? Screen => _surfaces.GetValueOrDefault(Surface.ScreenId);

    public IEnumerable<int> Ids => _surfaces.Keys;

    public bool TryGet(int id, [NotNullWhen(true)] out Surface? surface) => _surfaces.TryGetValue(id, out surface);

    /// <summary>Creates or replaces a surface; black unless <paramref name="initial"/> gives its pixels.</summary>
    public Surface Create(int id, int width, int height, SurfaceFormat format, Image? initial)
    {
        // A screen shows no alpha, and what is not shown is neither a difference nor sent (hazard H9).
        format = id == Surface.ScreenId && format == SurfaceFormat.Argb32 ? SurfaceFormat.Xrgb32 : format;
        var surface = new Surface(width, height, format);
        _surfaces[id] = surface;
        if (initial is { Format: not ImageFormat.Alpha8 })
        {
            var common = new Rect(0, 0, initial.Width, initial.Height).Intersect(surface.Bounds);
            for (var y = 0; y < common.Height; y++)
            {
                PixelFormats.Store(initial.Row32(y)[..common.Width], surface.Row(y, 0, common.Width), format);
            }
        }

        return surface;
    }

    public void Destroy(int id) => _surfaces.Remove(id);

    /// <summary>Ends all surfaces, whose memory serves later ones. Nobody may hold one any more.</summary>
    public void Recycle()
    {
        foreach (var surface in _surfaces.Values)
        {
            surface.Recycle();
        }

        _surfaces.Clear();
    }
}
