using TraceLab.Core.Commands;
using TraceLab.Simulation.Encoder;

namespace TraceLab.Simulation.Policies.Ordered;

/// <summary>
/// Chooses among all legal primitives, overlapping ones included. A region is free when everything that touches it goes; else
/// it goes as pixels, and a trimmed one has to be repaired if anything that touches it goes (hazards H4 and H5).
/// Starts with everything legal and takes primitives out while that saves bytes: one that stays breaks its regions, which often
/// makes its neighbours pointless too, so each trial follows that chain before it is judged.
/// </summary>
internal sealed class OrderedSelection
{
    private const int MaxPasses = 3;
    private const int MaxChain = 512;

    // Part of what images cost that estimates are not fine enough to tell from nothing: trying to save less than that takes
    // time, and costs more bytes than it saves.
    private const double WithinError = 0.15;

    private readonly PricedClasses _classes = new();
    private readonly List<int> _removed = [];
    private readonly List<int> _suspects = [];
    private readonly List<(int Primitive, double Without)> _before = [];
    private Candidate[] _candidates = [];
    private FrameAnalysis _analysis = new();

    // What all that lack something lack together, and what has been saved so far, as a negative number.
    private double _deficit;
    private double _change;

    private struct Candidate
    {
        public bool Goes;

        public double Bytes;

        // What its share of the regions that it draws would cost as pixels, beyond what it costs itself.
        public double Surplus;

        // What the frame's bytes change by if it stays, as it goes now; kept up while primitives are taken out.
        public double Without;
    }

    public bool Goes(int primitive) => _candidates[primitive].Goes;

    /// <summary>Bytes of the primitive as weighed.</summary>
    public double PrimitiveBytes(int primitive) => _candidates[primitive].Bytes;

    /// <summary>Bytes of the changed pixels in the primitive's regions.</summary>
    public double PixelBytes(int primitive)
    {
        double bytes = 0;
        foreach (var index in _classes.TouchedBy(primitive))
        {
            bytes += _classes[index].ChangedBytes;
        }

        return bytes;
    }

    /// <summary>What the choice saves, and what the frame would cost as pixels, as weighed.</summary>
    public (double SavedBytes, double PixelBytes) Weighed()
    {
        double saved = 0;
        double pixels = 0;
        for (var index = 0; index < _classes.Count; index++)
        {
            ref readonly var one = ref _classes[index];
            var repaired = one.Going > 0 ? -one.TrimmedBytes : 0;
            saved += one.IsFree ? one.ChangedBytes : repaired;
            pixels += one.ChangedBytes;
        }

        foreach (ref readonly var candidate in _candidates.AsSpan(0, _analysis.Count))
        {
            saved -= candidate.Goes ? candidate.Bytes : 0;
        }

        return (saved, pixels);
    }

    public void Select(FrameInput frame, FrameAnalysis analysis, FrameCosts costs)
    {
        _analysis = analysis;
        if (_candidates.Length < analysis.Count)
        {
            _candidates = new Candidate[Math.Max(analysis.Count, _candidates.Length * 2)];
        }

        _classes.Build(frame, analysis, costs);
        double imageBytes = 0;
        for (var index = 0; index < analysis.Count; index++)
        {
            var facts = analysis.Facts[index];
            var bytes = facts.IsLegal ? costs.PrimitiveBytes(facts) : 0;
            _candidates[index] = new Candidate { Goes = facts.IsLegal, Bytes = bytes };
            imageBytes += facts.Drawing is ImageCommand ? bytes : 0;
        }

        FindDeficit();
        if (_deficit > (costs.AreExact ? 0 : imageBytes * WithinError))
        {
            TakeOut();
        }
    }

    // Gives each legal primitive an equal share of what its regions cost as pixels. To leave out any set of primitives costs at
    // least their shares and saves what they cost themselves; so no set saves more than all those together lack for whom the
    // share is too little.
    private void FindDeficit()
    {
        _deficit = 0;
        for (var primitive = 0; primitive < _analysis.Count; primitive++)
        {
            ref var candidate = ref _candidates[primitive];
            candidate.Surplus = candidate.Goes ? ShareOf(primitive) - candidate.Bytes : 0;
            _deficit -= Math.Min(0, candidate.Surplus);
        }
    }

    private double ShareOf(int primitive)
    {
        double bytes = 0;
        foreach (var index in _classes.TouchedBy(primitive))
        {
            ref readonly var one = ref _classes[index];
            bytes += one.IsFree ? one.ChangedBytes / one.Touching : -one.TrimmedBytes;
        }

        return bytes;
    }

    private void TakeOut()
    {
        for (var primitive = 0; primitive < _analysis.Count; primitive++)
        {
            ref var candidate = ref _candidates[primitive];
            candidate.Without = -candidate.Bytes;
            foreach (var index in _classes.TouchedBy(primitive))
            {
                candidate.Without += _classes[index].ChangeWithoutOne();
            }
        }

        _change = 0;
        var last = 0;
        for (var pass = 0; pass < MaxPasses && last >= 0; pass++)
        {
            last = TryAll(last);
        }
    }

    // Late ones first: what only repaints is taken out before what others depend on. Those before the last one that was taken out
    // have been tried since, so they need not be as long as nothing else is. Returns the last one now, or −1.
    private int TryAll(int lastBefore)
    {
        var last = -1;
        for (var index = _analysis.Count - 1; index >= 0 && (last >= 0 || index >= lastBefore); index--)
        {
            // Whatever is left out besides, without one that has so much the frame's bytes grow.
            ref readonly var candidate = ref _candidates[index];
            if (candidate.Goes && candidate.Surplus - _deficit < _change && TryWithout(index))
            {
                last = index;
            }
        }

        return last;
    }

    private bool TryWithout(int primitive)
    {
        _removed.Clear();
        _suspects.Clear();
        _before.Clear();
        var change = Remove(primitive);
        for (var next = 0; next < _suspects.Count && _removed.Count < MaxChain; next++)
        {
            ref readonly var suspect = ref _candidates[_suspects[next]];
            if (suspect.Goes && suspect.Without < 0)
            {
                change += Remove(_suspects[next]);
            }
        }

        if (change < 0)
        {
            _change += change;
            return true;
        }

        PutBack();
        return false;
    }

    private void PutBack()
    {
        foreach (var primitive in _removed)
        {
            _candidates[primitive].Goes = true;
            foreach (var index in _classes.TouchedBy(primitive))
            {
                _classes[index].Going++;
            }
        }

        for (var index = _before.Count - 1; index >= 0; index--)
        {
            _candidates[_before[index].Primitive].Without = _before[index].Without;
        }
    }

    // Takes a primitive out together with every later one that reads what it would have drawn (hazards H2 and H6).
    private double Remove(int primitive)
    {
        var change = _candidates[primitive].Without;
        _candidates[primitive].Goes = false;
        _removed.Add(primitive);
        foreach (var index in _classes.TouchedBy(primitive))
        {
            var difference = _classes[index].TakeOne();
            if (difference != 0)
            {
                Tell(_classes.Members(index), difference);
            }
        }

        foreach (var reader in _analysis.Readers)
        {
            if (
                reader > primitive
                && _candidates[reader].Goes
                && FrameAnalysis.Changes(_analysis.Facts[primitive], _analysis.Facts[reader])
            )
            {
                change += Remove(reader);
            }
        }

        return change;
    }

    // One less draws the members' regions, which changes what leaving out any other would do there.
    private void Tell(ReadOnlySpan<int> members, double difference)
    {
        foreach (var member in members)
        {
            ref var candidate = ref _candidates[member];
            if (candidate.Goes)
            {
                _before.Add((member, candidate.Without));
                candidate.Without += difference;
                if (candidate.Without < 0)
                {
                    _suspects.Add(member);
                }
            }
        }
    }
}
