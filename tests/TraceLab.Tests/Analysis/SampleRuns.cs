using TraceLab.Results;

namespace TraceLab.Tests.Analysis;

/// <summary>Runs small enough to be checked by eye: three frames, four primitives.</summary>
internal static class SampleRuns
{
    public static readonly string[] Policies = ["pixels", "size", "ordered"];

    /// <summary>Two traces, three policies each.</summary>
    public static RunResult[] Both() =>
        [.. Policies.Select(policy => Scroll(policy)), .. Policies.Select(policy => Scroll(policy, trace: "typing"))];

    public static RunSettings Settings(string policy, string trace = "scroll", bool check = true) =>
        new()
        {
            Trace = trace,
            Policy = policy,
            Codec = "raw",
            Wire = "compact",
            Checked = check,
        };

    public static RunResult Scroll(string policy, string trace = "scroll", bool check = true, IRunObserver? next = null)
    {
        var run = new RunResult(Settings(policy, trace, check), next);
        foreach (var decision in Decisions(policy))
        {
            run.OnDecision(decision);
        }

        var saved = policy switch
        {
            "ordered" => 20_000,
            "size" => 500,
            _ => 0,
        };
        run.OnFrame(Frame(1, poll: 2, pixels: 2_359_296, primitives: 0, regions: 12_288, check));
        run.OnFrame(Frame(2, poll: 30, pixels: 24_000 - saved, primitives: saved / 100, regions: 125, check));
        run.OnFrame(Frame(3, poll: 31, pixels: 24_000 - saved, primitives: saved / 200, regions: 125, check));
        run.DurationNanoseconds = 1_500_000_000;
        run.Totals.Polls = 90;
        run.Totals.RegionsMarked = 13_000;
        run.Totals.RegionsTrimmed = 462;
        run.Totals.RegionsSent = 12_538;
        run.Totals.RawBytes = 2_407_296;
        run.Totals.Stalls = 1;
        run.Totals.StallNanoseconds = 250;
        run.Totals.MaxFifoDepth = 4;
        return run;
    }

    /// <summary>A run whose frames have these bytes, at polls 1, 2, 3 …</summary>
    public static RunResult Of(RunSettings settings, params long[] frameBytes)
    {
        var run = new RunResult(settings);
        for (var index = 0; index < frameBytes.Length; index++)
        {
            run.OnFrame(
                Frame(index + 1, index + 1, frameBytes[index], primitives: 0, regions: 1, check: true, framing: 0)
            );
        }

        run.DurationNanoseconds = frameBytes.Length * 1_000_000_000L / 60;
        return run;
    }

    public static PrimitiveDecision Decision(
        int frame,
        uint sequence,
        string kind,
        DecisionReason reason,
        bool isolated = false,
        uint? other = null
    ) =>
        new()
        {
            Frame = frame,
            Sequence = sequence,
            Kind = kind,
            X = 8,
            Y = 16,
            Width = 640,
            Height = 13,
            Regions = 160,
            Isolated = isolated,
            Legal = true,
            Reason = reason,
            OtherSequence = other,
            PrimitiveBytes = 24,
            PixelBytes = 24_960,
        };

    private static IEnumerable<PrimitiveDecision> Decisions(string policy)
    {
        var (first, second) = policy switch
        {
            "ordered" => (DecisionReason.Sent, DecisionReason.Sent),
            "size" => (DecisionReason.NotIsolated, DecisionReason.Sent),
            _ => (DecisionReason.PixelsOnly, DecisionReason.PixelsOnly),
        };
        yield return Decision(2, 1, "copy", first, other: first == DecisionReason.NotIsolated ? 2 : null);
        yield return Decision(2, 2, "fill", first, other: first == DecisionReason.NotIsolated ? 1 : null);
        yield return Decision(3, 3, "copy", second, isolated: true);
        yield return Decision(3, 4, "glyphs", policy == "pixels" ? second : DecisionReason.NotCheaper, isolated: true);
    }

    private static FrameResult Frame(
        int frame,
        long poll,
        long pixels,
        long primitives,
        int regions,
        bool check,
        long framing = 10
    ) =>
        new()
        {
            Frame = frame,
            Poll = poll,
            TimeNanoseconds = poll * 1_000_000_000 / 60,
            RegionsMarked = regions + 100,
            RegionsTrimmed = 100,
            RegionsSent = regions,
            RegionsAsPixels = primitives == 0 ? regions : regions / 5,
            RawBytes = regions * 192L,
            EncodedBytes = pixels + primitives + framing,
            PrimitiveBytes = primitives,
            PixelBytes = pixels,
            FramingBytes = framing,
            PrimitivesSeen = frame == 1 ? 0 : 2,
            PrimitivesIsolated = frame == 3 ? 2 : 0,
            PrimitivesLegal = frame == 1 ? 0 : 2,
            PrimitivesSent = primitives == 0 ? 0 : 1,
            EncodeCpuNanoseconds = 1000 + frame,
            ChooseCpuNanoseconds = 100 + frame,
            DecodeCpuNanoseconds = 500 + frame,
            WrongPixels = check ? 0 : -1,
        };
}
