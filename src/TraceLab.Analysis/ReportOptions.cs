namespace TraceLab.Analysis;

/// <summary>What every report obeys.</summary>
public sealed record ReportOptions
{
    /// <summary>Whether measured CPU times are written. They differ from run to run, so files then do too.</summary>
    public bool IncludeTimes { get; init; }
}
