namespace TraceLab.Results;

/// <summary>The lower-case names of <see cref="DecisionReason"/> that CSV, JSON and tables share.</summary>
public static class DecisionReasonNames
{
    private static readonly string[] Names =
    [
        "sent",
        "touches_no_region",
        "client_cannot",
        "not_isolated",
        "source_changed",
        "touches_trimmed_region",
        "not_cheaper",
        "kind_not_named",
        "pixels_only",
        "hidden",
        "not_weighed",
    ];

    /// <summary>All reasons, in the order of the enumeration.</summary>
    public static IReadOnlyList<DecisionReason> All { get; } = Enum.GetValues<DecisionReason>();

    /// <summary>The name with underscores, as files have it.</summary>
    public static string Name(this DecisionReason reason) => Names[(int)reason];

    /// <summary>The name with spaces, as tables for reading have it.</summary>
    public static string Words(this DecisionReason reason) => Names[(int)reason].Replace('_', ' ');
}
