namespace TraceLab.Tests.Verifying;

/// <summary>Whether a snapshot that differs becomes the verified one.</summary>
internal sealed record SnapshotRules(bool Accept)
{
    public const string AcceptVariable = "TRACELAB_ACCEPT_SNAPSHOTS";

    public static SnapshotRules FromEnvironment() => From(Environment.GetEnvironmentVariable);

    /// <summary>Accepting is for a person who looks at the change: a build server (CI set) never accepts.</summary>
    public static SnapshotRules From(Func<string, string?> variable) =>
        new(variable(AcceptVariable) == "1" && variable("CI") is null or "" or "false" or "0");
}
