using TraceLab.Capture.Spice;
using TraceLab.Core.Commands;
using TraceLab.Core.Painting;
using TraceLab.Core.Pixels;

namespace TraceLab.Tests.Capture.Spice;

/// <summary>A recording imported and drawn.</summary>
internal sealed class SpiceReplay
{
    public SpiceReplay(byte[] recording)
    {
        var painter = new Painter(Surfaces);
        Result = SpiceImporter.Import(
            new MemoryStream(recording),
            e =>
            {
                Events.Add(e);
                painter.Apply(e);
            }
        );
    }

    public SpiceReplay(SpiceRecordingBuilder recording)
        : this(recording.ToBytes()) { }

    public SurfaceSet Surfaces { get; } = new();

    public List<SessionEvent> Events { get; } = [];

    public SpiceImportResult Result { get; }

    /// <summary>The screen's rows as hexadecimal colours, for comparing at a glance.</summary>
    public string[] Screen() => Rows(Surface.ScreenId);

    public string[] Rows(int surfaceId, string format = "X6")
    {
        Assert.True(Surfaces.TryGet(surfaceId, out var surface));
        var rows = Enumerable.Range(0, surface.Height);
        return [.. rows.Select(y => string.Join(' ', surface.Row(y).ToArray().Select(p => p.ToString(format))))];
    }

    public string[] Causes() => [.. Events.OfType<DataLost>().Select(l => l.Cause)];
}
