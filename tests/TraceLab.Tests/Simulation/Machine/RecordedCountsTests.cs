using TraceLab.Results;

namespace TraceLab.Tests.Simulation.Machine;

/// <summary>
/// Counts on real sessions that an independent program made, and what follows from the rules for bytes. That program also
/// found the least bytes over all legal choices, which no choice here may beat by more than framing explains.
/// </summary>
public class RecordedCountsTests
{
    [Theory]
    [InlineData("moves", 479, 52, 118_720, 54_952, 63_768, 12_243_456)]
    [InlineData("scroll", 559, 129, 525_642, 361_089, 164_553, 31_594_176)]
    public void Polls_frames_regions_and_raw_bytes_come_out_exactly(
        string session,
        long polls,
        long frames,
        long marked,
        long trimmed,
        long sent,
        long rawBytes
    )
    {
        foreach (var run in SimulatedRun.PlayAll(RecordedSessions.Events(session), OnePerPolicy()))
        {
            var totals = run.Result.Totals;
            Assert.Equal(
                (polls, frames, marked, trimmed, sent, rawBytes),
                (
                    totals.Polls,
                    totals.Frames,
                    totals.RegionsMarked,
                    totals.RegionsTrimmed,
                    totals.RegionsSent,
                    totals.RawBytes
                )
            );
        }
    }

    [Theory]
    [InlineData("moves", 1229, 807, 66, 3, 48, 0)]
    [InlineData("scroll", 581, 944, 76, 2, 66, 0)]
    public void Primitives_seen_and_isolated_come_out_exactly(
        string session,
        long fills,
        long images,
        long copies,
        long isolatedFills,
        long isolatedImages,
        long isolatedCopies
    )
    {
        foreach (var run in SimulatedRun.PlayAll(RecordedSessions.Events(session), OnePerPolicy()))
        {
            var kinds = run.Result.Totals.Primitives;
            Assert.Equal("copy, fill, image", string.Join(", ", kinds.Keys));
            Assert.Equal((fills, images, copies), (kinds["fill"].Seen, kinds["image"].Seen, kinds["copy"].Seen));
            Assert.Equal(
                (isolatedFills, isolatedImages, isolatedCopies),
                (kinds["fill"].Isolated, kinds["image"].Isolated, kinds["copy"].Isolated)
            );
        }
    }

    [Theory]
    [InlineData("moves")]
    [InlineData("scroll")]
    public void Every_policy_codec_and_wire_shows_the_client_every_pixel(string session)
    {
        foreach (var run in SimulatedRun.AssertExact(RecordedSessions.Events(session)))
        {
            Assert.True(run.Result.Totals.Frames > 0);
            Assert.All(run.Result.Frames, frame => Assert.Equal(0, frame.WrongPixels));
        }
    }

    [Theory]
    [InlineData("moves", "raw", "fixed", 5)]
    [InlineData("scroll", "raw", "fixed", 5)]
    [InlineData("moves", "raw", "compact", 5)]
    [InlineData("scroll", "raw", "compact", 5)]
    [InlineData("moves", "zstd", "fixed", 2)]
    [InlineData("scroll", "zstd", "fixed", 2)]
    [InlineData("moves", "zstd", "compact", 2)]
    [InlineData("scroll", "zstd", "compact", 2)]
    public void Choosing_in_order_saves_most_bytes_where_the_patents_rule_saves_almost_none(
        string session,
        string codec,
        string wire,
        int times
    )
    {
        var bytes = SimulatedRun
            .PlayAll(
                RecordedSessions.Events(session),
                new[] { "pixels", "size", "ordered" }.Select(policy => SimulatedRun.Settings(policy, codec, wire))
            )
            .ToDictionary(
                run => run.Result.Settings.Policy,
                run => run.Result.Totals.EncodedBytes,
                StringComparer.Ordinal
            );

        Assert.True(bytes["ordered"] * times <= bytes["pixels"], $"{bytes["ordered"]} against {bytes["pixels"]}");
        Assert.InRange(bytes["size"], bytes["pixels"] * 9 / 10, bytes["pixels"]);
    }

    // The minimum cut counts a region as 3 bytes a pixel, a fill as 20, a copy as 24 and an image as 20 + 3 a pixel, and
    // nothing for framing.
    [Theory]
    [InlineData("moves", 1_168_184)]
    [InlineData("scroll", 3_595_984)]
    public void Choosing_in_order_comes_close_to_the_least_bytes_and_never_below(string session, long leastBytes)
    {
        var totals = SimulatedRun.Play(RecordedSessions.Events(session), "ordered").Result.Totals;

        Assert.InRange(totals.PrimitiveBytes + totals.PixelBytes, leastBytes, leastBytes * 106 / 100);
    }

    [Theory]
    [InlineData("moves")]
    [InlineData("scroll")]
    public void Results_do_not_depend_on_threads_or_company(string session)
    {
        var events = RecordedSessions.Events(session);
        var settings = SimulatedRun
            .Policies.Select(policy => SimulatedRun.Settings(policy, "lz4", "compact"))
            .ToArray();
        var together = SimulatedRun.PlayAll(events, settings, new() { Threads = 4 });
        foreach (var run in together)
        {
            var alone = SimulatedRun.PlayAll(events, [run.Result.Settings], new() { Threads = 1 })[0];

            Assert.Equal(alone.Decisions, run.Decisions);
            Assert.Equal(alone.Result.Frames.Select(WithoutTimes), run.Result.Frames.Select(WithoutTimes));
        }
    }

    private static RunSettings[] OnePerPolicy() =>
        [.. SimulatedRun.Policies.Select(policy => SimulatedRun.Settings(policy))];

    private static FrameResult WithoutTimes(FrameResult frame) =>
        frame with
        {
            EncodeCpuNanoseconds = 0,
            ChooseCpuNanoseconds = 0,
            DecodeCpuNanoseconds = 0,
        };
}
