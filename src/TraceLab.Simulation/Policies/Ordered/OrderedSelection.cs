using TraceLab.Core.Commands;
using TraceLab.Simulation.Encoder;

namespace TraceLab.Simulation.Policies.Ordered;

/// <summary>
/// Chooses among all legal primitives, overlapping ones included. A region is free when everything that touches it goes; else
/// it goes as pixels, and a trimmed one has to be repaired if anything that touches it goes (hazards H4 and H5).
/// Starts with everything legal and lets <see cref="OrderedTrials"/> take out what does not pay.
/// </summary>
internal sealed class OrderedSelection
{
    // Part of what images cost that estimates are not fine enough to tell from nothing: trying to save less than that takes
    // time, and costs more bytes than it saves.
    private const double WithinError = 0.15;

    private readonly PricedClasses _classes = new();
    private readonly OrderedTrials _trials = new();
    private Candidate[] _candidates = [];
    private int _count;

    public bool Goes(int primitive) => _candidates[primitive].Goes;

    /// <summary>Bytes of the primitive as weighed.</summary>
    public double PrimitiveBytes(int primitive) => _candidates[primitive].Bytes;

    /// <summary>Bytes of the changed pixels in the primitive's regions.</summary>
    public double PixelBytes(int primitive) => _candidates[primitive].PixelBytes;

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

        foreach (ref readonly var candidate in _candidates.AsSpan(0, _count))
        {
            saved -= candidate.Goes ? candidate.Bytes : 0;
        }

        return (saved, pixels);
    }

    public void Select(FrameInput frame, FrameAnalysis analysis, FrameCosts costs)
    {
        _count = analysis.Count;
        if (_candidates.Length < analysis.Count)
        {
            _candidates = new Candidate[Math.Max(analysis.Count, _candidates.Length * 2)];
        }

        _classes.Build(frame, analysis, costs);
        double deficit = 0;
        double imageBytes = 0;
        for (var index = 0; index < analysis.Count; index++)
        {
            ref var candidate = ref _candidates[index];
            candidate = Weigh(index, analysis.Facts[index], costs);
            deficit -= Math.Min(0, candidate.Surplus);
            imageBytes += analysis.Facts[index].Drawing is ImageCommand ? candidate.Bytes : 0;
        }

        if (deficit > (costs.AreExact ? 0 : imageBytes * WithinError))
        {
            _trials.TakeOut(_classes, analysis, _candidates, deficit);
        }
    }

    // Gives each legal primitive an equal share of what its regions cost as pixels. To leave out any set of primitives costs at
    // least their shares and saves what they cost themselves; so no set saves more than all those together lack for whom the
    // share is too little.
    private Candidate Weigh(int primitive, PrimitiveFacts facts, FrameCosts costs)
    {
        double pixels = 0;
        double share = 0;
        foreach (var index in _classes.TouchedBy(primitive))
        {
            ref readonly var one = ref _classes[index];
            pixels += one.ChangedBytes;
            share += one.Share;
        }

        if (!facts.IsLegal)
        {
            return new Candidate { PixelBytes = pixels };
        }

        // What changes nothing stays anyhow, unless others need it.
        var bytes = costs.PrimitiveBytes(facts, isRough: pixels == 0);
        return new Candidate
        {
            Goes = true,
            Bytes = bytes,
            PixelBytes = pixels,
            Surplus = share - bytes,
        };
    }
}
