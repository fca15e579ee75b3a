using TraceLab.Core.Commands;
using TraceLab.Core.Geometry;
using TraceLab.Core.Pixels;
using TraceLab.Results;
using TraceLab.Simulation.Adapter;
using TraceLab.Simulation.Client;
using TraceLab.Simulation.Policies;

namespace TraceLab.Simulation.Encoder.Offscreen;

/// <summary>
/// The encoder's account of the client's off-screen surfaces (hazard H7). What is drawn off-screen changes no pixel that the
/// client shows, so it is sent lazily: kept in a log until a primitive that was chosen reads the surface, then all that the
/// surface lacks up to there goes, in order. What is never read never costs a byte.
/// </summary>
/// <remarks>
/// A primitive may read a surface only where the client's pixels will be right by then. That is known before anything is
/// chosen: entries depend on other surfaces, and on the screen only where no primitive of the frame has changed it before
/// their place; one whose source on the screen has changed since is broken, and its pixels are out of step until something
/// right is drawn over them.
/// </remarks>
internal sealed class OffscreenLog(ClientProfile profile)
{
    // A session that draws off-screen for ever and shows nothing of it must not fill the memory.
    private const int MaxEntries = 1024;

    private readonly List<OffscreenEntry> _log = [];
    private readonly List<(int Place, Rect Bounds)> _screenChanges = [];
    private readonly HashSet<int> _readers = [];
    private readonly ClientSurfaces _client = new();
    private Dictionary<int, SurfaceImage> _expected = [];
    private Rect _screen;
    private bool _screenIsNew;

    /// <summary>What waits, in order; those that go with this frame are marked by <see cref="Choose"/>.</summary>
    public IReadOnlyList<OffscreenEntry> Entries => _log;

    /// <summary>
    /// Takes a poll's primitives and works out which of them read what the client can have. A new screen is black at the client
    /// when the frame begins, so nothing may read it.
    /// </summary>
    public void Review(List<DrawingPrimitive> primitives, Rect screen, bool screenIsNew)
    {
        (_screen, _screenIsNew) = (screen, screenIsNew);
        _screenChanges.Clear();
        _readers.Clear();
        _expected = _client.Copy();
        foreach (var entry in _log)
        {
            Expect(entry);
        }

        for (var index = 0; index < primitives.Count; index++)
        {
            var command = primitives[index].Command;
            if (OffscreenEntry.Of(command, index) is { } entry)
            {
                _log.Add(entry);
                Expect(entry);
            }
            else if (command is DrawingCommand { Target.SurfaceId: Surface.ScreenId } drawing)
            {
                if (ReadsOffscreen(drawing) && HasOffscreenSources(drawing))
                {
                    _readers.Add(index);
                }

                _screenChanges.Add((index, drawing.Bounds));
            }
            else if (command is SurfaceCreated or SurfaceDestroyed)
            {
                _screenChanges.Add((index, screen));
            }
        }
    }

    /// <summary>Whether the client's surfaces will hold what the primitive of this index reads of them.</summary>
    public bool HasSource(int index) => _readers.Contains(index);

    /// <summary>Marks what has to go before the chosen primitives that read it; surfaces that are gone go too.</summary>
    public void Choose(FrameAnalysis analysis, ReadOnlySpan<PrimitiveChoice> choices)
    {
        if (_log.Count == 0)
        {
            return;
        }

        var needs = new OffscreenNeeds(_log);
        for (var index = 0; index < choices.Length; index++)
        {
            if (choices[index].Goes)
            {
                needs.Add(analysis.Facts[index].Drawing!, index);
            }
        }

        foreach (var entry in needs.Collect())
        {
            entry.IsSettled = true;
            entry.Goes = entry.IsValid;
        }

        _client.MarkDestroyed(_log);
    }

    /// <summary>What would have to go for the sake of one primitive, if it were the only one chosen.</summary>
    public IEnumerable<OffscreenEntry> NeededBy(DrawingCommand drawing, int index)
    {
        var needs = new OffscreenNeeds(_log);
        needs.Add(drawing, index);
        return needs.Collect().Where(entry => entry.IsValid);
    }

    /// <summary>
    /// Takes the primitives of a poll that met no screen: none of them shows, but those that are off-screen count. What was to
    /// be read from the screen that went is lost.
    /// </summary>
    public void OnNoScreen(List<DrawingPrimitive> primitives)
    {
        Review(primitives, Rect.Empty, screenIsNew: true);
        Carry(screenIsLost: true);
    }

    /// <summary>
    /// Ends the poll: after a frame the client has what went, and what was left out before it is out of step; the rest waits on,
    /// unless what it reads has changed.
    /// </summary>
    public void Commit(bool isFrame)
    {
        if (isFrame)
        {
            _client.Settle(_log, _screen);
        }

        Carry(screenIsLost: isFrame && _screenIsNew);
    }

    // What is left waits for another poll.
    private void Carry(bool screenIsLost)
    {
        OffscreenAging.Age(_log, _screenChanges, screenIsLost);
        OffscreenAging.Prune(_log, _client.Has, BoundsOf);
        foreach (var entry in _log)
        {
            entry.Place = OffscreenEntry.Earlier;
            entry.Goes = false;
            entry.IsSettled = false;
        }

        if (_log.Count > MaxEntries)
        {
            _client.GiveUp(_log);
        }
    }

    private Rect BoundsOf(int surfaceId) =>
        surfaceId == Surface.ScreenId ? _screen : _expected.GetValueOrDefault(surfaceId)?.Bounds ?? Rect.Empty;

    // What the surface would be if all of the log went up to here.
    private void Expect(OffscreenEntry entry)
    {
        switch (entry.Command)
        {
            case SurfaceCreated created when created.Initial is null || profile.Image:
                _expected[entry.SurfaceId] = SurfaceImage.Of(created);
                entry.IsValid = true;
                break;
            case SurfaceCreated:
                _expected.Remove(entry.SurfaceId);
                entry.IsValid = false;
                break;
            case SurfaceDestroyed:
                _expected.Remove(entry.SurfaceId);
                entry.IsValid = true;
                break;
            default:
                ExpectDrawing(entry, entry.Drawing!);
                break;
        }
    }

    private void ExpectDrawing(OffscreenEntry entry, DrawingCommand drawing)
    {
        entry.IsValid = false;
        if (!_expected.TryGetValue(entry.SurfaceId, out var surface))
        {
            return;
        }

        entry.Bounds = drawing.Bounds.Intersect(surface.Bounds);
        entry.IsValid =
            !entry.IsBroken
            && !entry.Bounds.IsEmpty
            && profile.LackFor(drawing, _screen) == ClientLack.Nothing
            && HasOffscreenSources(drawing)
            && HasScreenSources(drawing);
        _expected[entry.SurfaceId] = entry.IsValid ? surface.After(drawing, BoundsOf) : surface.Without(entry.Bounds);
    }

    private static bool ReadsOffscreen(DrawingCommand drawing) =>
        drawing.Source is { SurfaceId: not Surface.ScreenId }
        || drawing.SecondSource is { SurfaceId: not Surface.ScreenId };

    private bool HasOffscreenSources(DrawingCommand drawing) => IsHeld(drawing.Source) && IsHeld(drawing.SecondSource);

    private bool IsHeld(SurfaceArea? source) =>
        source is not { SurfaceId: not Surface.ScreenId } read
        || (_expected.TryGetValue(read.SurfaceId, out var surface) && surface.Holds(read.Area));

    private bool HasScreenSources(DrawingCommand drawing) =>
        IsUntouched(drawing.Source) && IsUntouched(drawing.SecondSource);

    private bool IsUntouched(SurfaceArea? source) =>
        source is not { SurfaceId: Surface.ScreenId } read
        || (!_screenIsNew && _screenChanges.TrueForAll(change => !change.Bounds.Intersects(read.Area)));
}
