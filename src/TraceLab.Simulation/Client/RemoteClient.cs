using TraceLab.Core.Commands;
using TraceLab.Core.Geometry;
using TraceLab.Core.Painting;
using TraceLab.Core.Pixels;
using TraceLab.Simulation.Codecs;
using TraceLab.Simulation.Pricing;
using TraceLab.Simulation.Wires;

namespace TraceLab.Simulation.Client;

/// <summary>
/// The remote client: decodes the bytes of each frame and shows a framebuffer. It knows nothing but those bytes; what it
/// shows is held against the primary framebuffer.
/// </summary>
public sealed class RemoteClient : IFrameSink, IDisposable
{
    private readonly IWire _wire;
    private readonly DecoderPair _decoders;
    private readonly ClientCaches _caches;
    private readonly SurfaceSet _surfaces = new();
    private readonly Painter _painter;
    private Surface? _unpacked;

    public RemoteClient(IWire wire, IPixelCodec codec, ClientProfile profile)
    {
        _wire = wire;
        _decoders = new DecoderPair(codec);
        _caches = new ClientCaches(profile, _decoders.Images, Work);
        _painter = new Painter(_surfaces);
    }

    /// <summary>What the user sees; null before the first frame.</summary>
    public Surface? Framebuffer => _surfaces.Screen;

    /// <summary>What the last frame gave to do.</summary>
    public FrameWork Work { get; } = new();

    /// <exception cref="InvalidDataException">The bytes are no valid frame.</exception>
    public void Show(ReadOnlySpan<byte> frame)
    {
        Work.Clear();
        _wire.Read(frame, this);
    }

    public void OnScreen(int width, int height, SurfaceFormat format)
    {
        if (!Surface.IsValidSize(width, height))
        {
            throw new InvalidDataException($"client: screen size {width}x{height} is out of limits");
        }

        _surfaces.Create(Surface.ScreenId, width, height, format, initial: null);
    }

    public void OnFill(Rect area, ReadOnlySpan<Rect> clip, uint color)
    {
        Work.AddPrimitive(CommandKind.Fill, area.Area);
        SurfaceDrawing.Fill(Inside(area), area, clip, color);
    }

    public void OnCopy(Rect area, ReadOnlySpan<Rect> clip, Point source)
    {
        Work.AddPrimitive(CommandKind.Copy, area.Area);
        var screen = Inside(area);
        Inside(Rect.FromSize(source.X, source.Y, area.Width, area.Height));
        if (clip.IsEmpty)
        {
            SurfaceDrawing.CopyWithin(screen, area, source);
            return;
        }

        // Several pieces of one copy must all read what was there before it.
        _painter.Execute(
            new CopyCommand(
                0,
                new DrawTarget(Surface.ScreenId, area, clip.ToArray()),
                Surface.ScreenId,
                Rect.FromSize(source.X, source.Y, area.Width, area.Height)
            )
        );
    }

    public void OnImage(Rect area, ReadOnlySpan<Rect> clip, ReadOnlySpan<byte> payload)
    {
        Work.AddPrimitive(CommandKind.Image, area.Area);
        Work.AddPayload(area.Area, payload.Length);
        var screen = Inside(area);
        if (clip.IsEmpty && screen.Format is SurfaceFormat.Xrgb32)
        {
            _decoders.Images.Decode(payload, screen, area);
            return;
        }

        if (_unpacked is null || _unpacked.Width < area.Width || _unpacked.Height < area.Height)
        {
            _unpacked = new Surface(
                Math.Max(area.Width, _unpacked?.Width ?? 1),
                Math.Max(area.Height, _unpacked?.Height ?? 1)
            );
        }

        _decoders.Images.Decode(payload, _unpacked, new Rect(0, 0, area.Width, area.Height));
        SurfaceDrawing.CopyFrom(screen, area, clip, _unpacked);
    }

    public void OnDraw(DrawPart part)
    {
        Work.AddPrimitive(part.Kind, part.Area.Area);
        _painter.Execute(PartCommands.CommandOf(part, _caches));
    }

    public void OnSurface(int surfaceId, int width, int height, SurfaceFormat format, ImageItem? initial)
    {
        if (surfaceId == Surface.ScreenId || !Surface.IsValidSize(width, height))
        {
            throw new InvalidDataException($"client: surface {surfaceId} of {width}x{height} is out of limits");
        }

        _surfaces.Create(surfaceId, width, height, format, initial is { } image ? _caches.Picture(image) : null);
    }

    public void OnSurfaceGone(int surfaceId)
    {
        if (surfaceId == Surface.ScreenId)
        {
            throw new InvalidDataException("client: the screen cannot go");
        }

        _surfaces.Destroy(surfaceId);
    }

    public void OnPixels(Rect area, ReadOnlySpan<byte> payload)
    {
        Work.AddPayload(area.Area, payload.Length);
        _decoders.Screen.Decode(payload, Inside(area), area);
    }

    /// <summary>What was shown is gone with it.</summary>
    public void Dispose()
    {
        _surfaces.Recycle();
        _unpacked?.Recycle();
        _decoders.Dispose();
    }

    private Surface Inside(Rect area)
    {
        if (Framebuffer is not { } screen || area.IsEmpty || !screen.Bounds.Contains(area))
        {
            throw new InvalidDataException($"client: area {area} is not on the screen");
        }

        return screen;
    }
}
