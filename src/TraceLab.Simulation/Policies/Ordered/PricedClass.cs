namespace TraceLab.Simulation.Policies.Ordered;

/// <summary>Regions that the same primitives touch, what they cost as pixels, and how many of those primitives go.</summary>
internal struct PricedClass
{
    /// <summary>Bytes that its changed regions cost as pixels.</summary>
    public double ChangedBytes;

    /// <summary>Bytes that its trimmed regions would cost if they had to be repaired (hazard H5).</summary>
    public double TrimmedBytes;

    /// <summary>
    /// What each that goes accounts for, all of them going: an equal part of the changed regions, or, where these go as pixels
    /// anyhow, what repairing the trimmed ones costs, as a negative number.
    /// </summary>
    public double Share;

    /// <summary>How many primitives touch it.</summary>
    public int Touching;

    /// <summary>How many of those go; at first all that legally can.</summary>
    public int Going;

    public readonly bool IsFree => Going == Touching;

    /// <summary>What it adds to the frame's bytes if one of those stays that go in it (hazards H4 and H5).</summary>
    public readonly double ChangeWithoutOne()
    {
        var repaired = Going > 1 ? TrimmedBytes : 0;
        return IsFree ? ChangedBytes + repaired : repaired - TrimmedBytes;
    }

    /// <summary>Lets one stay that went. Returns what <see cref="ChangeWithoutOne"/> changes by.</summary>
    public double TakeOne()
    {
        if (Going < Touching && Going != 2)
        {
            Going--;
            return 0;
        }

        var before = ChangeWithoutOne();
        Going--;
        return ChangeWithoutOne() - before;
    }
}
