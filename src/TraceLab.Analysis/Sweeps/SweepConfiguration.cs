using TraceLab.Analysis.Csv;

namespace TraceLab.Analysis.Sweeps;

/// <summary>One point of a sweep's product, as rows name it.</summary>
public sealed record SweepConfiguration(
    string Policy,
    string Codec,
    string Wire,
    string Profile,
    string Rectangles,
    int PollsPerSecond,
    int RegionSize,
    string Link
)
{
    public static SweepConfiguration Of(SummaryRow row) =>
        new(
            row.Run.Policy,
            row.Run.Codec,
            row.Run.Wire,
            row.Profile,
            row.Rectangles,
            row.Run.PollsPerSecond,
            row.Run.RegionSize,
            row.Delivery.Link ?? ""
        );
}
