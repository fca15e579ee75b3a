using TraceLab.Capture.Live;
using TraceLab.Core.Commands;
using TraceLab.Core.Painting;
using TraceLab.Core.Pixels;

namespace TraceLab.Tests.Capture.Live;

/// <summary>Draws what is recorded and counts it.</summary>
internal sealed class DrawingSink : ISessionSink
{
    private readonly Painter _painter;

    public DrawingSink() => _painter = new Painter(Surfaces);

    public SurfaceSet Surfaces { get; } = new();

    public SessionOrigin? Origin { get; private set; }

    public List<SessionEvent> Events { get; } = [];

    /// <summary>Called with every event.</summary>
    public Action? OnEvent { get; init; }

    public void Begin(SessionOrigin origin) => Origin = origin;

    public void Accept(SessionEvent sessionEvent)
    {
        Assert.NotNull(Origin);
        Events.Add(sessionEvent);
        _painter.Apply(sessionEvent);
        OnEvent?.Invoke();
    }

    public void Report(RecordingProgress progress) => Assert.True(progress.SourceBytes > 0);
}
