namespace TraceLab.Simulation.Policies.Ordered;

/// <summary>A primitive as <see cref="OrderedSelection"/> weighs it.</summary>
internal struct Candidate
{
    /// <summary>Whether it goes, as chosen so far.</summary>
    public bool Goes;

    /// <summary>What it costs itself; 0 for one that may not go.</summary>
    public double Bytes;

    /// <summary>What the changed pixels in its regions cost.</summary>
    public double PixelBytes;

    /// <summary>What its share of the regions that it draws would cost as pixels, beyond what it costs itself.</summary>
    public double Surplus;

    /// <summary>What the frame's bytes change by if it stays, as it goes now; kept up while primitives are taken out.</summary>
    public double Without;
}
