namespace TraceLab.Simulation.Wires;

/// <summary>The registry of wires: one more wire is one new file and one line here.</summary>
public static class WireFormats
{
    public const string Default = "compact";

    public static IReadOnlyList<IWire> All { get; } = [new FixedWire(), new CompactWire()];

    /// <exception cref="ArgumentException">There is no wire of that name.</exception>
    public static IWire ByName(string name) =>
        All.FirstOrDefault(wire => wire.Name == name)
        ?? throw new ArgumentException(
            $"unknown wire '{name}': expected one of {string.Join(", ", All.Select(w => w.Name))}",
            nameof(name)
        );
}
