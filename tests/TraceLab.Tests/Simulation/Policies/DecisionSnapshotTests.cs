using TraceLab.Core.Geometry;
using TraceLab.Results;
using TraceLab.Simulation.Policies;
using TraceLab.Simulation.Policies.Ordered;
using RasterOp = TraceLab.Core.Commands.RasterOp;

namespace TraceLab.Tests.Simulation.Policies;

/// <summary>
/// What the usual policies decide, one line a decision, with the patent's arithmetic (raw pixels, fixed wire): parts of the
/// recorded sessions, and a small session for each reason there is.
/// </summary>
public class DecisionSnapshotTests
{
    private const int FirstFrames = 8;
    private const int FramesWithCopies = 4;
    private const int LongestFrame = 60;

    private static readonly Dictionary<DecisionReason, Func<SessionBuilder>> Sessions = new()
    {
        [DecisionReason.Sent] = () => Noise().At(20).Copy(new Rect(0, 0, 32, 32), 32, 32),
        [DecisionReason.TouchesNoRegion] = () =>
            Noise()
                .At(20)
                .Surface2(1, 16, 16)
                .Fill(new Rect(0, 0, 16, 16), 0xC02020, surface: 1)
                .Fill(new Rect(80, 80, 90, 90), 0xC02020)
                .Fill(new Rect(0, 0, 16, 16), 0xC02020, clip: [new Rect(20, 20, 30, 30)])
                .Fill(new Rect(0, 0, 16, 16), 0x20C020),
        [DecisionReason.ClientCannot] = () =>
            Noise()
                .At(20)
                .Fill(new Rect(0, 0, 16, 16), 0, RasterOp.Invert)
                .Surface2(1, 16, 16)
                .Copy(new Rect(24, 24, 40, 40), 0, 0, source: 1),
        [DecisionReason.NotIsolated] = () =>
            Noise()
                .At(20)
                .Fill(new Rect(0, 0, 30, 30), 0xC02020)
                .Fill(new Rect(31, 31, 60, 60), 0x20C020)
                .Fill(new Rect(40, 0, 60, 20), 0x2020C0),
        [DecisionReason.SourceChanged] = () =>
            Noise()
                .At(20)
                .Fill(new Rect(0, 0, 8, 8), 0, RasterOp.Invert)
                .Copy(new Rect(32, 0, 48, 16), 0, 0)
                .Copy(new Rect(32, 32, 48, 48), 16, 16),
        [DecisionReason.TouchesTrimmedRegion] = () =>
            Noise()
                .Fill(new Rect(0, 0, 16, 16), 0xC02020)
                .At(20)
                .Fill(new Rect(0, 0, 16, 16), 0xC02020)
                .Fill(new Rect(32, 32, 48, 48), 0xC02020),
        [DecisionReason.NotCheaper] = () =>
            Noise().At(20).Noise(new Rect(0, 0, 8, 8), 2).Noise(new Rect(16, 16, 17, 17), 3),
        [DecisionReason.KindNotNamed] = () =>
            Noise().At(20).Noise(new Rect(0, 0, 4, 4), 4).Fill(new Rect(16, 16, 32, 32), 0xC02020),
        [DecisionReason.Hidden] = () =>
            Noise()
                .At(20)
                .Fill(new Rect(4, 4, 12, 12), 0xC02020)
                .Fill(new Rect(0, 0, 16, 16), 0x20C020)
                .Fill(new Rect(32, 32, 40, 40), 0x2020C0)
                .Copy(new Rect(48, 0, 56, 8), 32, 32)
                .Fill(new Rect(32, 32, 40, 40), 0xC0C0C0),
        [DecisionReason.NotWeighed] = () =>
            Enumerable
                .Range(1, WeighingPause.FirstFrames + 1)
                .Aggregate(Noise(), (session, frame) => session.At(frame * 20).Noise(new Rect(0, 0, 16, 16), frame)),
        [DecisionReason.PixelsOnly] = () => Noise().At(20).Fill(new Rect(0, 0, 64, 64), 0xC02020),
    };

    public static TheoryData<DecisionReason> Reasons => [.. DecisionReasonNames.All];

    public static TheoryData<string, string> SessionsAndPolicies
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var session in RecordedSessions.Names)
            {
                foreach (var policy in PolicyRegistry.Usual)
                {
                    data.Add(session, policy);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Reasons))]
    public async Task A_small_session_shows_each_reason(DecisionReason reason)
    {
        var runs = SimulatedRun.PlayAll(
            Sessions[reason]().Events,
            PoliciesFor(reason).Select(policy => SimulatedRun.Settings(policy, CodecFor(reason)))
        );

        Assert.All(runs, run => Assert.Null(run.Result.Failure));
        Assert.Contains(runs.SelectMany(run => run.Decisions), decision => decision.Reason == reason);
        var text = runs.Select(run => $"{run.Result.Settings.Policy}\n{DecisionText.Of(run.Decisions)}");
        await Verify(string.Join('\n', text)).UseDirectory("Snapshots").UseTextForParameters($"reason={reason.Name()}");
    }

    [Theory]
    [MemberData(nameof(SessionsAndPolicies))]
    public async Task Recorded_sessions_are_decided_as_before(string session, string policy)
    {
        var run = SimulatedRun.Play(RecordedSessions.Events(session), policy);

        var text = DecisionText.Of(InterestingPart(run.Decisions));
        await Verify(text).UseDirectory("Snapshots").UseTextForParameters($"session={session}_policy={policy}");
    }

    private static IEnumerable<string> PoliciesFor(DecisionReason reason) =>
        reason == DecisionReason.Hidden ? ["primitives", "spice"] : PolicyRegistry.Usual;

    // Where nothing is compressed, weighing is exact and costs next to nothing.
    private static string CodecFor(DecisionReason reason) => reason == DecisionReason.NotWeighed ? "lz4" : "raw";

    // The start, where everything is new, and the copies, which all is about; no frame at more length than a reader bears.
    private static IEnumerable<PrimitiveDecision> InterestingPart(IReadOnlyList<PrimitiveDecision> decisions)
    {
        var frames = decisions.GroupBy(decision => decision.Frame).ToArray();
        var withCopies = frames.Skip(FirstFrames).Where(frame => frame.Any(decision => decision.Kind == "copy"));
        return frames
            .Take(FirstFrames)
            .Concat(withCopies.Take(FramesWithCopies))
            .SelectMany(frame => frame.Take(LongestFrame));
    }

    private static SessionBuilder Noise() => SessionBuilder.Screen(64, 64).Noise(new Rect(0, 0, 64, 64), 1);
}
