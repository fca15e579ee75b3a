using TraceLab.Core.Commands;
using TraceLab.Core.Geometry;
using TraceLab.Simulation.Adapter;
using TraceLab.Simulation.Client;

namespace TraceLab.Simulation.Encoder;

/// <summary>
/// What can be said about the primitives of a frame whatever policy decides: which regions each touches, which are isolated,
/// which the client can execute, which may legally go. Index i is the i-th primitive of the list. Kept and refilled from
/// poll to poll.
/// </summary>
public sealed class FrameAnalysis
{
    private const int None = -1;

    private readonly List<PrimitiveFacts> _facts = [];
    private readonly List<PrimitiveFacts> _spare = [];
    private readonly List<int> _readers = [];
    private readonly Func<int, bool> _isLegal;
    private int[] _firstToucher = [];
    private int[] _lastToucher = [];

    public FrameAnalysis() => _isLegal = index => _facts[index].IsLegal;

    public List<PrimitiveFacts> Facts => _facts;

    public int Count => _facts.Count;

    /// <summary>How many may legally go.</summary>
    public int CountLegal { get; private set; }

    /// <summary>How many of those are images.</summary>
    public int CountLegalImages { get; private set; }

    /// <summary>The client profile that was asked about.</summary>
    public ClientProfile Profile { get; private set; } = ClientProfile.Default;

    /// <summary>Primitives that read the screen, by index and in order: those whose legality depends on others.</summary>
    public List<int> Readers => _readers;

    /// <summary>
    /// Analyses a list of primitives against the screen that they drew on. <paramref name="hasSource"/> says of a primitive, by
    /// its index, whether the client's off-screen surfaces hold what it reads of them; without it none does.
    /// </summary>
    public void Analyse(
        List<DrawingPrimitive> primitives,
        RegionGrid grid,
        ClientProfile profile,
        Func<int, bool>? hasSource = null
    )
    {
        Profile = profile;
        _facts.Clear();
        _readers.Clear();
        foreach (var primitive in primitives)
        {
            if (_facts.Count == _spare.Count)
            {
                _spare.Add(new PrimitiveFacts());
            }

            var facts = _spare[_facts.Count];
            facts.Fill(primitive, grid, profile, hasSource?.Invoke(_facts.Count) ?? false);
            if (facts.ReadsScreen)
            {
                _readers.Add(_facts.Count);
            }

            _facts.Add(facts);
        }

        FindIsolated(grid);
        FindLegal();
    }

    /// <summary>
    /// The first earlier primitive that changes what <paramref name="reader"/> reads and that does not go; −1 if there is
    /// none. A primitive goes only if every earlier change of what it reads goes (hazards H2 and H6).
    /// </summary>
    public int FindChangedSource(int reader, Func<int, bool> goes)
    {
        var facts = _facts[reader];
        for (var earlier = 0; earlier < reader; earlier++)
        {
            if (!goes(earlier) && Changes(_facts[earlier], facts))
            {
                return earlier;
            }
        }

        return None;
    }

    /// <summary>Whether one primitive changes pixels that another one reads; at pixel granularity.</summary>
    public static bool Changes(PrimitiveFacts earlier, PrimitiveFacts reader) =>
        earlier.Bounds.Intersects(reader.ScreenSource)
        || earlier.Bounds.Intersects(reader.SecondScreenSource)
        || (reader.Drawing is { ReadsDestination: true } && earlier.Bounds.Intersects(reader.Bounds));

    // Isolated: no other primitive of the list touches any region that this one touches (patent: "draw into framebuffer
    // regions that are not drawn into by other drawing primitives").
    private void FindIsolated(RegionGrid grid)
    {
        if (_firstToucher.Length < grid.RegionCount)
        {
            _firstToucher = new int[grid.RegionCount];
            _lastToucher = new int[grid.RegionCount];
        }

        Array.Fill(_firstToucher, None, 0, grid.RegionCount);
        for (var index = 0; index < _facts.Count; index++)
        {
            var span = _facts[index].Span;
            for (var row = span.FirstRow; row < span.EndRow; row++)
            {
                var first = _firstToucher.AsSpan(
                    (row * grid.Columns) + span.FirstColumn,
                    span.EndColumn - span.FirstColumn
                );
                for (var column = 0; column < first.Length; column++)
                {
                    first[column] = first[column] == None ? index : first[column];
                }

                _lastToucher.AsSpan((row * grid.Columns) + span.FirstColumn, first.Length).Fill(index);
            }
        }

        for (var index = 0; index < _facts.Count; index++)
        {
            _facts[index].IsolationBlocker = FindOtherToucher(_facts[index].Span, grid.Columns, index);
        }
    }

    private int FindOtherToucher(RegionSpan span, int columns, int index)
    {
        for (var row = span.FirstRow; row < span.EndRow; row++)
        {
            for (var region = (row * columns) + span.FirstColumn; region < (row * columns) + span.EndColumn; region++)
            {
                if (_firstToucher[region] != index)
                {
                    return _firstToucher[region];
                }

                if (_lastToucher[region] != index)
                {
                    return _lastToucher[region];
                }
            }
        }

        return None;
    }

    // In order, so that a primitive that cannot go makes later readers of its pixels illegal as well.
    private void FindLegal()
    {
        foreach (var facts in _facts)
        {
            facts.IsLegal = facts.IsExecutable;
        }

        foreach (var reader in _readers)
        {
            var facts = _facts[reader];
            if (facts.IsExecutable)
            {
                facts.SourceBlocker = FindChangedSource(reader, _isLegal);
                facts.IsLegal = facts.SourceBlocker == None;
            }
        }

        CountLegal = CountLegalImages = 0;
        foreach (var facts in _facts)
        {
            CountLegal += facts.IsLegal ? 1 : 0;
            CountLegalImages += facts is { IsLegal: true, Drawing: ImageCommand } ? 1 : 0;
        }
    }
}
