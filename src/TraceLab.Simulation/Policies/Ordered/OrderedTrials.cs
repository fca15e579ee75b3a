using TraceLab.Simulation.Encoder;

namespace TraceLab.Simulation.Policies.Ordered;

/// <summary>
/// Takes primitives out of a choice while that saves bytes: one that stays breaks its regions, which often makes its neighbours
/// pointless too, so each trial follows that chain before it is judged.
/// </summary>
internal sealed class OrderedTrials
{
    private const int MaxPasses = 3;
    private const int MaxChain = 512;

    private readonly List<int> _removed = [];
    private readonly List<int> _suspects = [];
    private readonly List<(int Primitive, double Without)> _before = [];
    private PricedClasses _classes = new();
    private FrameAnalysis _analysis = new();
    private Candidate[] _candidates = [];

    private double _deficit;

    // What has been saved so far, as a negative number.
    private double _change;

    // What those taken out would have saved by themselves: so much at least is lost again.
    private double _lost;

    /// <param name="classes">The frame's classes of regions, with all that legally can going in them.</param>
    /// <param name="analysis">The frame's primitives.</param>
    /// <param name="candidates">Likewise as weighed, with all that legally can going; some do not afterwards.</param>
    /// <param name="deficit">What all together lack whose share is too little: nothing saves more than that.</param>
    public void TakeOut(PricedClasses classes, FrameAnalysis analysis, Candidate[] candidates, double deficit)
    {
        (_classes, _analysis, _candidates, _deficit) = (classes, analysis, candidates, deficit);
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
        _lost = 0;
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
            ref readonly var candidate = ref _candidates[index];
            if (candidate.Goes && CanSave(LostWithout(index)) && TryWithout(index))
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
        var lostBefore = _lost;
        var change = Remove(primitive);
        for (var next = 0; next < _suspects.Count && _removed.Count < MaxChain && CanSave(_lost); next++)
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

        _lost = lostBefore;
        PutBack();
        return false;
    }

    // What is lost at least without a primitive and those that go now and read what it draws.
    private double LostWithout(int primitive)
    {
        var lost = _lost + Math.Max(0, _candidates[primitive].Surplus);
        foreach (var reader in _analysis.Readers)
        {
            ref readonly var candidate = ref _candidates[reader];
            if (
                reader > primitive
                && candidate.Goes
                && candidate.Surplus > 0
                && FrameAnalysis.Changes(_analysis.Facts[primitive], _analysis.Facts[reader])
            )
            {
                lost += candidate.Surplus;
            }
        }

        return lost;
    }

    // Whatever else is left out, the frame's bytes change by at least that much.
    private bool CanSave(double lost) => lost - _deficit < _change;

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
        _lost += Math.Max(0, _candidates[primitive].Surplus);
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
