using TraceLab.Core.Commands;
using TraceLab.Results;
using TraceLab.Simulation.Blitmaps;
using TraceLab.Simulation.Blitmaps.Merging;
using TraceLab.Simulation.Codecs;
using TraceLab.Simulation.Encoder;
using TraceLab.Simulation.Policies;
using TraceLab.Simulation.Policies.Optimal;
using TraceLab.Simulation.Pricing;
using TraceLab.Simulation.Wires;

namespace TraceLab.Tests.Simulation.Policies.Optimal;

/// <summary>
/// Real sessions under fixed prices: a region 3 bytes a pixel times s, a copy 24, a fill 20, an image 20 and its pixels like
/// a region's. The totals, and the kinds that go, are those of an independent program.
/// </summary>
public class AdditiveTotalsTests
{
    [Theory]
    [InlineData("moves", 1, 12_243_456, 1_168_184)]
    [InlineData("moves", 0.05, 612_148, 80_568)]
    [InlineData("scroll", 1, 31_594_176, 3_595_984)]
    [InlineData("scroll", 0.05, 1_579_654, 191_149)]
    public void The_least_bytes_of_a_recorded_session_come_out(
        string session,
        double share,
        long pixelBytes,
        long leastBytes
    )
    {
        double pixels = 0;
        double least = 0;
        var selection = new OptimalSelection();
        foreach (var (frame, analysis) in FrameWalk.Frames(RecordedSessions.Events(session)))
        {
            var regionBytes = RegionBytes(frame, share);
            selection.Begin(analysis, frame.Changed);
            least += selection.Select(PrimitiveBytes(analysis, share), regionBytes);
            pixels += AdditiveBytes.OfPixels(frame.Changed, regionBytes);
        }

        Assert.InRange(pixels, pixelBytes * 0.99, pixelBytes * 1.01);
        Assert.InRange(least, leastBytes * 0.99, leastBytes * 1.01);
    }

    [Theory]
    [InlineData("moves", 51, 1139, 269)]
    [InlineData("scroll", 76, 330, 668)]
    public void Uncompressed_the_same_kinds_go(string session, int copies, int fills, int images)
    {
        var sent = new Dictionary<CommandKind, int>();
        var selection = new OptimalSelection();
        foreach (var (frame, analysis) in FrameWalk.Frames(RecordedSessions.Events(session)))
        {
            selection.Begin(analysis, frame.Changed);
            selection.Select(PrimitiveBytes(analysis, 1), RegionBytes(frame, 1));
            foreach (var index in Enumerable.Range(0, analysis.Count).Where(selection.Goes))
            {
                var kind = analysis.Facts[index].Drawing!.Kind;
                sent[kind] = sent.GetValueOrDefault(kind) + 1;
            }
        }

        Assert.Equal(
            (copies, fills, images),
            (sent[CommandKind.Copy], sent[CommandKind.Fill], sent[CommandKind.Image])
        );
    }

    [Theory]
    [InlineData("moves", "raw")]
    [InlineData("scroll", "raw")]
    [InlineData("moves", "lz4")]
    [InlineData("scroll", "lz4")]
    public void On_no_frame_does_a_policy_beat_it(string session, string codec)
    {
        var format = new RunFormat(
            new FixedWire(),
            PixelCodecs.ByName(codec),
            RectangleRules.ByName(RectangleRules.Default)
        );
        var costs = new FrameCosts(format);
        using var trials = new TrialEncoder(format, costs);
        var times = new TimeCosts(costs, new FramePricer(CostProfile.Default, codec), link: null);
        var choosers = PolicyRegistry.All.Select(policy => (policy.Name, Chooser: policy.CreateChooser())).ToArray();
        var (selection, prices, cover) = (new OptimalSelection(), new RegionPrices(), new RegionCover());
        foreach (var (frame, analysis) in FrameWalk.Frames(RecordedSessions.Events(session)))
        {
            trials.Begin(frame);
            costs.Begin(frame, analysis);
            prices.Begin(frame, trials);
            double[] primitiveBytes = [.. analysis.Facts.Select(f => f.IsLegal ? (double)trials.PrimitiveBytes(f) : 0)];
            selection.Begin(analysis, frame.Changed);
            var least = selection.Select(primitiveBytes, prices.Bytes);
            foreach (var (name, chooser) in choosers)
            {
                var choices = new PrimitiveChoice[analysis.Count];
                chooser.Choose(
                    new FrameQuestion
                    {
                        Frame = frame,
                        Analysis = analysis,
                        Costs = costs,
                        Trials = trials,
                        Times = times,
                    },
                    choices
                );
                if (choices.Any(choice => choice.Reason == DecisionReason.Hidden))
                {
                    // Not one of the choices that the cut looks at: there every primitive goes or leaves its regions to pixels.
                    continue;
                }

                var pixels = new Blitmap(frame.Grid);
                pixels.CopyFrom(frame.Changed);
                cover.Apply(analysis, choices, pixels);
                var bytes = primitiveBytes.Where((_, index) => choices[index].Goes).Sum();
                bytes += AdditiveBytes.OfPixels(pixels, prices.Bytes);
                // Prices are rounded to 1/1024 byte, of each region and primitive.
                Assert.True(bytes >= least - 16, $"poll {frame.Poll}: {name} {bytes}, least {least}");
            }
        }
    }

    private static double[] RegionBytes(FrameInput frame, double share)
    {
        var grid = frame.Grid;
        return
        [
            .. Enumerable
                .Range(0, grid.RegionCount)
                .Select(region => grid.RectOf(region % grid.Columns, region / grid.Columns).Area * 3 * share),
        ];
    }

    private static double[] PrimitiveBytes(FrameAnalysis analysis, double share) =>
        [
            .. analysis.Facts.Select(facts =>
                facts.Drawing?.Kind switch
                {
                    CommandKind.Copy => 24,
                    CommandKind.Image => 20 + (facts.Bounds.Area * 3 * share),
                    _ => 20,
                }
            ),
        ];
}
