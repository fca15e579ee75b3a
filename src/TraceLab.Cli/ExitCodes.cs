namespace TraceLab.Cli;

/// <summary>What the program returns; the same in every verb.</summary>
public static class ExitCodes
{
    public const int Done = 0;

    public const int Failed = 1;

    public const int WrongUsage = 2;

    /// <summary>Done, but the trace lost data.</summary>
    public const int DoneWithLoss = 3;

    /// <summary>The gate found a regression.</summary>
    public const int Regression = 4;

    /// <summary>Ended by Ctrl-C where that is not a normal way to end.</summary>
    public const int Cancelled = 130;
}
