using TraceLab.Core.Commands;
using TraceLab.Core.Geometry;
using TraceLab.Core.Pixels;

namespace TraceLab.Capture.Spice;

/// <summary>Surfaces that come and go.</summary>
public sealed partial class SpiceConverter
{
    private bool _destroysScreen;
    private bool _destroysAll;

    private void ConvertDevice(SpiceDeviceEvent type, SpicePayload? payload)
    {
        switch (type)
        {
            case SpiceDeviceEvent.CreatePrimary:
            case SpiceDeviceEvent.CreatePrimaryAsync:
                if (payload is SpicePrimary primary)
                {
                    CreatePrimary(primary);
                }

                break;
            case SpiceDeviceEvent.DestroyPrimary:
            case SpiceDeviceEvent.DestroyPrimaryAsync:
                _destroysScreen = true;
                break;
            case SpiceDeviceEvent.DestroySurfaces:
            case SpiceDeviceEvent.DestroySurfacesAsync:
                _destroysAll = true;
                break;
            case SpiceDeviceEvent.ResetCursor:
                sink(new CursorChanged(_time, CursorAction.Hide, default, false, null));
                break;
            case SpiceDeviceEvent.LoadCommands:
                _hasForeignSurfaces = true;
                Lose("restored-commands", Surface.ScreenId, Rect.Empty, "a restored guest's surfaces are not recorded");
                break;
            default:
                break;
        }
    }

    // On a destroy message the server first works off the commands that wait in the ring; they are recorded behind the
    // message. Only the next message is sure to come after the destruction.
    private void DestroyPending()
    {
        if (_destroysAll)
        {
            foreach (var id in _surfaces.Keys.Order().ToArray())
            {
                Destroy(id);
            }
        }
        else if (_destroysScreen)
        {
            Destroy(Surface.ScreenId);
        }

        _destroysAll = _destroysScreen = false;
    }

    private void CreatePrimary(SpicePrimary primary) =>
        Create(
            new SpiceSurface(Surface.ScreenId, primary.Width, primary.Height, primary.Format)
            {
                AlphaIsUncertain = true,
            },
            primary.Stride,
            primary.Data
        );

    private void CreateSurface(SpiceSurfaceCreate create)
    {
        var refused =
            create.SurfaceId is Surface.ScreenId or >= SurfaceLimit || _surfaces.ContainsKey(create.SurfaceId);
        if (refused)
        {
            Ineffective++;
            return;
        }

        Create(
            new SpiceSurface(create.SurfaceId, create.Width, create.Height, create.Format),
            create.Stride,
            create.Data
        );
    }

    private void Create(SpiceSurface surface, int stride, byte[]? memory)
    {
        if (!IsAccepted(surface, stride))
        {
            Ineffective++;
            return;
        }

        _surfaces[(uint)surface.Id] = surface;
        if (!surface.IsSupported)
        {
            var detail = $"{surface.Width}x{surface.Height} pixels of format {(uint)surface.Format}";
            Lose("surface-format", surface.Id, new Rect(0, 0, surface.Width, surface.Height), detail);
            return;
        }

        var initial = memory is null ? null : SpiceBitmaps.DecodeSurface(surface, stride, memory);
        sink(new SurfaceCreated(_time, surface.Id, surface.Width, surface.Height, surface.StoredAs, initial));
    }

    // The server's check: a known format, and rows that fit their stride.
    private static bool IsAccepted(SpiceSurface surface, int stride)
    {
        var bits = surface.Format switch
        {
            SpiceSurfaceFormat.Alpha1 => 1,
            SpiceSurfaceFormat.Alpha8 => 8,
            SpiceSurfaceFormat.Rgb555 or SpiceSurfaceFormat.Rgb565 => 16,
            SpiceSurfaceFormat.Xrgb32 or SpiceSurfaceFormat.Argb32 => 32,
            _ => 0,
        };
        var size = Math.Abs((long)stride);
        return bits != 0
            && stride != int.MinValue
            && (((long)surface.Width * bits) + 7) / 8 <= size
            && surface.Height * size <= int.MaxValue;
    }

    private void DestroySurface(uint id)
    {
        if (!Destroy(id))
        {
            Ineffective++;
        }
    }

    private bool Destroy(uint id)
    {
        if (!_surfaces.Remove(id, out var surface))
        {
            return false;
        }

        if (surface.IsSupported)
        {
            sink(new SurfaceDestroyed(_time, surface.Id));
        }

        return true;
    }
}
