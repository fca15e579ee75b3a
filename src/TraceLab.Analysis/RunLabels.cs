using TraceLab.Results;

namespace TraceLab.Analysis;

/// <summary>Names runs by their policy, and by those other settings that differ between the runs compared.</summary>
internal sealed class RunLabels(IReadOnlyList<RunSettings> all)
{
    private readonly bool _codecs = Varies(all, run => run.Codec);
    private readonly bool _wires = Varies(all, run => run.Wire);
    private readonly bool _profiles = Varies(all, run => run.Profile);
    private readonly bool _rectangles = Varies(all, run => run.Rectangles);
    private readonly bool _pollRates = Varies(all, run => run.PollsPerSecond);
    private readonly bool _links = Varies(all, run => run.Link);
    private readonly bool _regionSizes = Varies(all, run => run.RegionSize);

    public string Of(RunSettings run) =>
        run.Policy
        + (_codecs ? $" {run.Codec}" : "")
        + (_wires ? $" {ModelledWires.Label(run.Wire)}" : "")
        + (_profiles ? $" {run.Profile}" : "")
        + (_rectangles ? $" {run.Rectangles}" : "")
        + (_pollRates ? $" {run.PollsPerSecond} Hz" : "")
        + (_regionSizes ? $" {run.RegionSize} px" : "")
        + (_links ? $" {run.Link}" : "");

    private static bool Varies<T>(IReadOnlyList<RunSettings> all, Func<RunSettings, T> setting) =>
        all.Select(setting).Distinct().Skip(1).Any();
}
