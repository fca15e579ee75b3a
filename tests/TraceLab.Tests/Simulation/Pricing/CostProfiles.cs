using TraceLab.Simulation.Pricing;

namespace TraceLab.Tests.Simulation.Pricing;

/// <summary>Cost profiles with round numbers, so that prices can be checked by eye.</summary>
internal static class CostProfiles
{
    public static CostProfile Of(TwoWayCost codec, TwoWayCost primitive) =>
        new()
        {
            Name = "round",
            Machine = "none",
            Runtime = "none",
            Codecs = All(["raw", "lz4"], codec),
            Primitives = All(["fill", "copy", "image"], primitive),
        };

    public static TwoWayCost Cost(double encodeItem, double encodePixel, double encodeByte, double decodeItem) =>
        new()
        {
            Encode = new LinearCost
            {
                ItemNanoseconds = encodeItem,
                PixelNanoseconds = encodePixel,
                ByteNanoseconds = encodeByte,
            },
            Decode = new LinearCost { ItemNanoseconds = decodeItem },
        };

    private static SortedDictionary<string, TwoWayCost> All(string[] names, TwoWayCost cost) =>
        new(names.ToDictionary(name => name, _ => cost, StringComparer.Ordinal), StringComparer.Ordinal);
}
