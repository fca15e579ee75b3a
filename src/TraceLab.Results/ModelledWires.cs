namespace TraceLab.Results;

/// <summary>
/// Wires that only have the lengths of another protocol. Whoever shows a wire's name to people shows it with this label; files
/// for programs have the bare name.
/// </summary>
public static class ModelledWires
{
    public static IReadOnlyList<string> Names { get; } = ["spice", "rdp"];

    public static string Label(string wire) =>
        Names.Contains(wire, StringComparer.Ordinal) ? $"{wire} (modelled)" : wire;
}
