using TraceLab.Core.Geometry;
using TraceLab.Core.Pixels;
using TraceLab.Simulation.Client;
using TraceLab.Simulation.Codecs;
using TraceLab.Simulation.Encoder.Parts;
using TraceLab.Simulation.Encoder.Steps;

namespace TraceLab.Simulation.Encoder.Shadow;

/// <summary>
/// What the client shows, kept by the encoder where that is not simply the secondary framebuffer. Steps are executed without
/// wire, caches and compression; a rectangle of pixels is what its decoder makes of it. So a copy from an area that went with
/// loss brings that loss along, here as at the client.
/// </summary>
internal sealed class ClientShadow : IDisposable
{
    private static readonly RawCodec Exact = new();

    private readonly RemoteClient _client;
    private readonly PartBuilder _parts;
    private readonly SentImages _images;
    private readonly IPixelEncoder _encoder = Exact.CreateEncoder();
    private readonly StepWriter _steps;
    private readonly IPixelDecoder? _decoder;

    public ClientShadow(RunFormat format, ClientProfile profile)
    {
        var forgetful = profile with { GlyphCacheBytes = 0, ImageCacheBytes = 0 };
        _client = new RemoteClient(format.Wire, Exact, forgetful);
        _parts = new PartBuilder(forgetful);
        _images = new SentImages(forgetful, _encoder, (_, _, _) => { });
        _steps = new StepWriter(_client, _parts, _images, _encoder, (_, _, _) => { });
        _decoder = format.Codec.IsLossy ? format.Codec.CreateDecoder() : null;
    }

    /// <summary>What the client shows; null before the first frame.</summary>
    public Surface? Screen => _client.Framebuffer;

    public void BeginFrame(Surface? newScreen, SurfaceFormat format)
    {
        _parts.BeginFrame();
        _steps.ScreenFormat = format;
        if (newScreen is not null)
        {
            _client.OnScreen(newScreen.Width, newScreen.Height, newScreen.Format);
        }
    }

    public void Execute(FrameAnalysis analysis, List<FrameStep> steps)
    {
        foreach (var step in steps)
        {
            _images.BeginPart();
            if (step.Offscreen is { } entry)
            {
                _steps.Write(entry);
            }
            else
            {
                _steps.Write(analysis.Facts[step.Index], step);
            }
        }
    }

    /// <summary>A rectangle of pixels as it went.</summary>
    public void Show(Surface secondary, Rect area, ReadOnlySpan<byte> payload)
    {
        if (_decoder is null)
        {
            Screen!.CopyFrom(secondary, area);
        }
        else
        {
            _decoder.Decode(payload, Screen!, area);
        }
    }

    public void Dispose()
    {
        _client.Dispose();
        _encoder.Dispose();
        _decoder?.Dispose();
    }
}
