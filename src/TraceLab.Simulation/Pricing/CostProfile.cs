using System.Text.Json.Serialization;
using TraceLab.Core.Faults;

namespace TraceLab.Simulation.Pricing;

/// <summary>
/// What encoding and decoding cost in CPU time on one machine, measured by <c>tracelab calibrate</c> with everything warm.
/// Runs are priced with it instead of with a clock, so that times are as repeatable as bytes are.
/// </summary>
public sealed record CostProfile
{
    /// <summary>The profile that is shipped; it says on which machine it was measured.</summary>
    public const string DefaultName = "default";

    private static readonly Lazy<CostProfile> Shipped = new(CostProfileFile.LoadDefault);

    public static CostProfile Default => Shipped.Value;

    public int SchemaVersion { get; init; } = CostProfileFile.SchemaVersion;

    /// <summary>What reports call it: the file's name without folder and extension.</summary>
    [JsonIgnore]
    public string Name { get; init; } = DefaultName;

    /// <summary>The processor that was measured.</summary>
    public required string Machine { get; init; }

    /// <summary>The runtime and system that were measured.</summary>
    public required string Runtime { get; init; }

    /// <summary>By codec name: blocks of pixels; items are rectangles.</summary>
    public required SortedDictionary<string, TwoWayCost> Codecs { get; init; }

    /// <summary>By kind name (fill, copy, …): primitives on the wire and their execution, payloads apart.</summary>
    public required SortedDictionary<string, TwoWayCost> Primitives { get; init; }

    /// <exception cref="InputFaultException">The profile was measured without this codec.</exception>
    public TwoWayCost OfCodec(string name) => Find(Codecs, name, "pixel codec");

    /// <exception cref="InputFaultException">The profile was measured without this kind.</exception>
    public TwoWayCost OfPrimitive(string kind) => Find(Primitives, kind, "kind of primitive");

    private TwoWayCost Find(SortedDictionary<string, TwoWayCost> costs, string name, string what) =>
        costs.GetValueOrDefault(name)
        ?? throw new InputFaultException(
            $"the cost profile '{Name}' does not know this {what}",
            expected: $"one of {string.Join(", ", costs.Keys)}",
            found: name,
            remedy: "measure it with 'tracelab calibrate'"
        );
}
