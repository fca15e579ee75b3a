using System.Runtime.InteropServices;
using TraceLab.Core.Geometry;
using TraceLab.Simulation.Blitmaps;
using TraceLab.Simulation.Encoder;

namespace TraceLab.Simulation.Policies.Optimal;

/// <summary>
/// The least bytes over all legal choices when every primitive and every region has a price of its own, as a minimum cut.
/// With r a class's changed and t its trimmed bytes, a class costs nothing if all that touch it go, r if none goes, r + t if
/// some but not all go (hazards H4 and H5): (r + t)·[not all go] + t·[any goes] − t, a sum that a cut can express. A
/// primitive is on the source's side if it goes; then every earlier change of what it reads must be there too (H2, H6).
/// Of equally cheap choices it takes the one that sends the fewest primitives.
/// </summary>
internal sealed class OptimalSelection
{
    private const int Source = 0;
    private const int Sink = 1;
    private const int FirstPrimitive = 2;
    private const double UnitsPerByte = 1024;

    private readonly RegionClasses _classes = new();
    private readonly MaxFlow _flow = new();
    private readonly List<RegionSpan> _spans = [];
    private readonly List<(int Reader, int Earlier)> _needs = [];
    private FrameAnalysis _analysis = new();
    private Blitmap? _changed;
    private long[] _classChanged = [];
    private long[] _classTrimmed = [];
    private long[] _staying = [];
    private long[] _going = [];
    private long _constant;
    private int _nodes;

    /// <summary>Takes in a frame; any number of selections under different prices may follow.</summary>
    public void Begin(FrameAnalysis analysis, Blitmap changed)
    {
        _analysis = analysis;
        _changed = changed;
        _spans.Clear();
        foreach (var facts in analysis.Facts)
        {
            _spans.Add(facts.Span);
        }

        _classes.Build(CollectionsMarshal.AsSpan(_spans), changed.Grid.Columns, changed.Grid.Rows);
        CollectNeeds();
    }

    /// <summary>
    /// Chooses. Prices are in bytes: one a primitive, one a region (row after row), trimmed regions included. Returns the
    /// bytes of the choice under these prices.
    /// </summary>
    public double Select(ReadOnlySpan<double> primitiveBytes, ReadOnlySpan<double> regionBytes)
    {
        PriceClasses(regionBytes);
        Reserve(primitiveBytes);
        _nodes = FirstPrimitive + _analysis.Count;
        _flow.Begin(_nodes + (2 * _classes.Count));
        for (var index = 0; index < _classes.Count; index++)
        {
            AddClass(index);
        }

        for (var index = 0; index < _analysis.Count; index++)
        {
            AddPrimitive(index);
        }

        foreach (var (reader, earlier) in _needs)
        {
            _flow.AddEdge(FirstPrimitive + reader, FirstPrimitive + earlier, MaxFlow.Unlimited);
        }

        return (_constant + _flow.Solve(Source, Sink)) / UnitsPerByte;
    }

    public bool Goes(int primitive) => _flow.IsOnSourceSide(FirstPrimitive + primitive);

    private void CollectNeeds()
    {
        _needs.Clear();
        foreach (var reader in _analysis.Readers)
        {
            var facts = _analysis.Facts[reader];
            for (var earlier = 0; facts.IsLegal && earlier < reader; earlier++)
            {
                if (FrameAnalysis.Changes(_analysis.Facts[earlier], facts))
                {
                    _needs.Add((reader, earlier));
                }
            }
        }
    }

    private void PriceClasses(ReadOnlySpan<double> regionBytes)
    {
        if (_classChanged.Length < _classes.Count)
        {
            _classChanged = new long[_classes.Count];
            _classTrimmed = new long[_classes.Count];
        }

        Array.Clear(_classChanged, 0, _classes.Count);
        Array.Clear(_classTrimmed, 0, _classes.Count);
        _constant = 0;
        var grid = _changed!.Grid;
        for (var row = 0; row < grid.Rows; row++)
        {
            for (var column = 0; column < grid.Columns; column++)
            {
                var region = (row * grid.Columns) + column;
                var isChanged = _changed.IsMarked(column, row);
                var index = _classes.ClassOf[region];
                if (index >= 0)
                {
                    (isChanged ? _classChanged : _classTrimmed)[index] += Units(regionBytes[region]);
                }
                else if (isChanged)
                {
                    _constant += Units(regionBytes[region]);
                }
            }
        }
    }

    private void Reserve(ReadOnlySpan<double> primitiveBytes)
    {
        if (_going.Length < primitiveBytes.Length)
        {
            _going = new long[primitiveBytes.Length];
            _staying = new long[primitiveBytes.Length];
        }

        Array.Clear(_staying, 0, primitiveBytes.Length);
        for (var index = 0; index < primitiveBytes.Length; index++)
        {
            _going[index] = Units(primitiveBytes[index]);
        }
    }

    private void AddClass(int index)
    {
        var members = _classes.Members(index);
        var changed = _classChanged[index];
        var trimmed = _classTrimmed[index];
        var legal = 0;
        foreach (var member in members)
        {
            legal += _analysis.Facts[member].IsLegal ? 1 : 0;
        }

        if (legal < members.Length)
        {
            // Never drawn completely: its changed regions go as pixels whatever is chosen.
            _constant += changed;
            AddAnyGoes(members, legal, trimmed);
        }
        else if (legal == 1)
        {
            _staying[members[0]] += changed;
        }
        else
        {
            _constant -= trimmed;
            AddNotAllGo(members, changed + trimmed);
            AddAnyGoes(members, legal, trimmed);
        }
    }

    private void AddNotAllGo(ReadOnlySpan<int> members, long units)
    {
        if (units == 0)
        {
            return;
        }

        var node = _nodes++;
        _flow.AddEdge(Source, node, units);
        foreach (var member in members)
        {
            _flow.AddEdge(node, FirstPrimitive + member, MaxFlow.Unlimited);
        }
    }

    private void AddAnyGoes(ReadOnlySpan<int> members, int legal, long units)
    {
        if (units == 0 || legal == 0)
        {
            return;
        }

        var node = _nodes++;
        _flow.AddEdge(node, Sink, units);
        foreach (var member in members)
        {
            if (_analysis.Facts[member].IsLegal)
            {
                _flow.AddEdge(FirstPrimitive + member, node, MaxFlow.Unlimited);
            }
        }
    }

    private void AddPrimitive(int index)
    {
        if (!_analysis.Facts[index].IsLegal)
        {
            return;
        }

        _flow.AddEdge(FirstPrimitive + index, Sink, _going[index]);
        if (_staying[index] > 0)
        {
            _flow.AddEdge(Source, FirstPrimitive + index, _staying[index]);
        }
    }

    private static long Units(double bytes) => (long)Math.Round(bytes * UnitsPerByte);
}
