namespace TraceLab.Simulation.Blitmaps.Merging;

/// <summary>A way of turning the regions of a frame that go as pixels into rectangles.</summary>
/// <param name="Name">The name used on the command line and in reports.</param>
/// <param name="Description">A few words for help texts.</param>
/// <param name="CreateMerger">Every run gets its own.</param>
/// <param name="CutsToDifferences">
/// Whether rectangles are then cut down to the pixels that differ from what the client has.
/// </param>
public sealed record RectangleRule(
    string Name,
    string Description,
    Func<IRegionMerger> CreateMerger,
    bool CutsToDifferences = false
);

/// <summary>The registry of rectangle rules: one more rule is one new file and one line here.</summary>
public static class RectangleRules
{
    public const string Default = "stack";

    public static IReadOnlyList<RectangleRule> All { get; } =
    [
        new(
            Default,
            "runs along a row, joined down the rows where their columns are the same",
            () => new StackMerger()
        ),
        new("tiles", "each region alone", () => new TileMerger()),
        new("rows", "runs along a row", () => new RowMerger()),
        new(
            "greedy",
            "the largest rectangle at the first region that is left, again and again",
            () => new GreedyMerger()
        ),
        new(
            "exact",
            "as stack, cut down to the pixels that differ from what the client has",
            () => new StackMerger(),
            CutsToDifferences: true
        ),
        new("box", "one rectangle around them all", () => new BoxMerger()),
    ];

    /// <exception cref="ArgumentException">There is no rule of that name.</exception>
    public static RectangleRule ByName(string name) =>
        All.FirstOrDefault(rule => rule.Name == name)
        ?? throw new ArgumentException(
            $"unknown rectangle rule '{name}': expected one of {string.Join(", ", All.Select(rule => rule.Name))}",
            nameof(name)
        );
}
