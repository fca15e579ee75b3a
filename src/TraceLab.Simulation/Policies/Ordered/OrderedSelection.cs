using TraceLab.Simulation.Encoder;

namespace TraceLab.Simulation.Policies.Ordered;

/// <summary>
/// Chooses among all legal primitives, overlapping ones included. A cell is free when everything that touches it goes; else
/// it goes as pixels, and its trimmed regions have to be repaired if anything that touches it goes (hazards H4 and H5).
/// Starts with everything legal and takes primitives out while that saves bytes: one that stays breaks its cells, which often
/// makes its neighbours pointless too, so each trial follows that chain before it is judged.
/// </summary>
internal sealed class OrderedSelection
{
    private const int MaxPasses = 3;
    private const int MaxChain = 512;

    private readonly TouchCells _cells = new();
    private readonly List<int> _removed = [];
    private readonly List<int> _suspects = [];
    private readonly List<(int Primitive, double Without)> _before = [];
    private double[] _bytes = [];
    private bool[] _goes = [];

    // What the frame's bytes change by if one primitive stays that goes; kept up while primitives are taken out.
    private double[] _without = [];
    private FrameAnalysis _analysis = new();

    public bool Goes(int primitive) => _goes[primitive];

    /// <summary>Bytes of the primitive as weighed.</summary>
    public double PrimitiveBytes(int primitive) => _bytes[primitive];

    /// <summary>Bytes of the changed pixels in the primitive's cells.</summary>
    public double PixelBytes(int primitive)
    {
        double bytes = 0;
        var span = _cells.CellsOf(primitive);
        for (var row = span.FirstRow; row < span.EndRow; row++)
        {
            for (var column = span.FirstColumn; column < span.EndColumn; column++)
            {
                bytes += _cells.ChangedBytes[_cells.Index(column, row)];
            }
        }

        return bytes;
    }

    public void Select(FrameInput frame, FrameAnalysis analysis, FrameCosts costs)
    {
        _analysis = analysis;
        if (_goes.Length < analysis.Count)
        {
            var count = Math.Max(analysis.Count, _goes.Length * 2);
            _goes = new bool[count];
            _bytes = new double[count];
            _without = new double[count];
        }

        if (!analysis.Facts.Any(facts => facts.IsLegal))
        {
            Array.Clear(_goes, 0, analysis.Count);
            return;
        }

        _cells.Build(frame, analysis, costs);
        for (var index = 0; index < analysis.Count; index++)
        {
            var facts = analysis.Facts[index];
            _goes[index] = facts.IsLegal;
            _bytes[index] = facts.IsLegal ? costs.PrimitiveBytes(facts) : 0;
            if (facts.IsLegal)
            {
                Count(index, 1);
            }
        }

        if (!EachPays(analysis.Count))
        {
            for (var index = 0; index < analysis.Count; index++)
            {
                _without[index] = ChangeWithout(index);
            }

            for (var pass = 0; pass < MaxPasses && TryAll(analysis.Count); pass++) { }
        }
    }

    // If everything legal pays with an equal share of the cells that it draws, then no set of primitives can be left out with
    // profit: what each set saves is at most what its shares cost as pixels.
    private bool EachPays(int count)
    {
        for (var index = 0; index < count; index++)
        {
            if (_goes[index] && ShareOf(index) < _bytes[index])
            {
                return false;
            }
        }

        return true;
    }

    private double ShareOf(int primitive)
    {
        double bytes = 0;
        var span = _cells.CellsOf(primitive);
        for (var row = span.FirstRow; row < span.EndRow; row++)
        {
            for (var column = span.FirstColumn; column < span.EndColumn; column++)
            {
                var cell = _cells.Index(column, row);
                var (going, touching) = (_cells.Going[cell], _cells.Touching[cell]);
                bytes += going == touching ? _cells.ChangedBytes[cell] / touching : -_cells.TrimmedBytes[cell];
            }
        }

        return bytes;
    }

    // Late ones first: what only repaints is taken out before what others depend on.
    private bool TryAll(int count)
    {
        var improved = false;
        for (var index = count - 1; index >= 0; index--)
        {
            improved |= _goes[index] && TryWithout(index);
        }

        return improved;
    }

    private bool TryWithout(int primitive)
    {
        _removed.Clear();
        _suspects.Clear();
        _before.Clear();
        var change = Remove(primitive);
        for (var next = 0; next < _suspects.Count && _removed.Count < MaxChain; next++)
        {
            var suspect = _suspects[next];
            if (_goes[suspect] && _without[suspect] < 0)
            {
                change += Remove(suspect);
            }
        }

        if (change < 0)
        {
            return true;
        }

        PutBack();
        return false;
    }

    private void PutBack()
    {
        foreach (var primitive in _removed)
        {
            _goes[primitive] = true;
            Count(primitive, 1);
        }

        for (var index = _before.Count - 1; index >= 0; index--)
        {
            _without[_before[index].Primitive] = _before[index].Without;
        }
    }

    // Takes a primitive out together with every later one that reads what it would have drawn (hazards H2 and H6).
    private double Remove(int primitive)
    {
        var change = _without[primitive];
        _goes[primitive] = false;
        _removed.Add(primitive);
        var span = _cells.CellsOf(primitive);
        for (var row = span.FirstRow; row < span.EndRow; row++)
        {
            for (var column = span.FirstColumn; column < span.EndColumn; column++)
            {
                RemoveFrom(_cells.Index(column, row));
            }
        }

        foreach (var reader in _analysis.Readers)
        {
            if (
                reader > primitive
                && _goes[reader]
                && FrameAnalysis.Changes(_analysis.Facts[primitive], _analysis.Facts[reader])
            )
            {
                change += Remove(reader);
            }
        }

        return change;
    }

    // One less draws the cell, which changes what leaving out any other would do there.
    private void RemoveFrom(int cell)
    {
        var difference = -_cells.ChangeWithoutOne(cell);
        _cells.Going[cell]--;
        difference += _cells.ChangeWithoutOne(cell);
        if (difference == 0)
        {
            return;
        }

        foreach (var neighbour in _cells.Members(cell))
        {
            if (_goes[neighbour])
            {
                _before.Add((neighbour, _without[neighbour]));
                _without[neighbour] += difference;
                if (_without[neighbour] < 0)
                {
                    _suspects.Add(neighbour);
                }
            }
        }
    }

    private double ChangeWithout(int primitive)
    {
        var change = -_bytes[primitive];
        var span = _cells.CellsOf(primitive);
        for (var row = span.FirstRow; row < span.EndRow; row++)
        {
            for (var column = span.FirstColumn; column < span.EndColumn; column++)
            {
                change += _cells.ChangeWithoutOne(_cells.Index(column, row));
            }
        }

        return change;
    }

    private void Count(int primitive, int difference)
    {
        var span = _cells.CellsOf(primitive);
        for (var row = span.FirstRow; row < span.EndRow; row++)
        {
            var first = _cells.Index(span.FirstColumn, row);
            foreach (ref var going in _cells.Going.AsSpan(first, span.EndColumn - span.FirstColumn))
            {
                going += difference;
            }
        }
    }
}
