using TraceLab.Core.Commands;
using TraceLab.Core.Geometry;
using TraceLab.Core.Pixels;

namespace TraceLab.Simulation.Encoder.Offscreen;

/// <summary>What the encoder knows of the off-screen surfaces that its client has: what each holds, and what of it is right.</summary>
internal sealed class ClientSurfaces
{
    private readonly Dictionary<int, SurfaceImage> _surfaces = [];

    public bool Has(int surfaceId) => _surfaces.ContainsKey(surfaceId);

    public Dictionary<int, SurfaceImage> Copy() => new(_surfaces);

    /// <summary>Marks what the client is told to forget: with the first frame after the adapter forgot it.</summary>
    public void MarkDestroyed(List<OffscreenEntry> log)
    {
        var existing = new HashSet<int>(_surfaces.Keys);
        foreach (var entry in log)
        {
            if (entry.Command is SurfaceDestroyed && existing.Remove(entry.SurfaceId))
            {
                entry.IsSettled = true;
                entry.Goes = true;
            }
            else if (entry is { Command: SurfaceCreated, Goes: true })
            {
                existing.Add(entry.SurfaceId);
            }
        }
    }

    /// <summary>Takes in what went with a frame; what was left out before it is out of step.</summary>
    public void Settle(List<OffscreenEntry> log, Rect screen)
    {
        foreach (var entry in log.Where(entry => entry.IsSettled))
        {
            switch (entry.Command)
            {
                case SurfaceCreated created:
                    _surfaces[entry.SurfaceId] = SurfaceImage.Of(created);
                    break;
                case SurfaceDestroyed:
                    _surfaces.Remove(entry.SurfaceId);
                    break;
                case DrawingCommand drawing when _surfaces.TryGetValue(entry.SurfaceId, out var surface):
                    _surfaces[entry.SurfaceId] = entry.Goes
                        ? surface.After(drawing, id => id == Surface.ScreenId ? screen : BoundsOf(id))
                        : surface.Without(entry.Bounds);
                    break;
                default:
                    break;
            }
        }
    }

    /// <summary>
    /// Nothing of the log will ever go: what it drew is out of step, and surfaces that came or went in it are lost until they
    /// are created anew.
    /// </summary>
    public void GiveUp(List<OffscreenEntry> log)
    {
        foreach (var entry in log)
        {
            if (_surfaces.TryGetValue(entry.SurfaceId, out var surface))
            {
                _surfaces[entry.SurfaceId] = entry.Drawing is null ? SurfaceImage.Lost : surface.Without(entry.Bounds);
            }
        }

        var kept = new HashSet<int>(_surfaces.Keys);
        log.RemoveAll(entry => entry.Command is not SurfaceDestroyed || !kept.Remove(entry.SurfaceId));
    }

    private Rect BoundsOf(int surfaceId) => _surfaces.GetValueOrDefault(surfaceId)?.Bounds ?? Rect.Empty;
}
