using TraceLab.Core.Geometry;
using TraceLab.Results;
using TraceLab.Simulation.Host;
using TraceLab.Tests.Analysis;

namespace TraceLab.Tests.Simulation.Host;

public class SharedHostTests
{
    private const int FrameBytes = 64 * 64 * 3;

    [Fact]
    public void A_host_without_limits_delivers_every_frame_at_its_poll()
    {
        var result = SharedHost.Share([("a", Noise(3)), ("b", Noise(2))], new HostOptions());

        Assert.Equal([3, 2], result.Machines.Select(share => share.Frames));
        Assert.Equal(5, result.Total.Frames);
        Assert.Equal(0, result.Total.DelayNanoseconds.Max);
        Assert.Equal(0, result.Total.LateFrames);
        Assert.Equal(result.Machines.Sum(share => share.EncodedBytes), result.Total.EncodedBytes);
    }

    [Fact]
    public void Frames_of_one_poll_wait_for_each_other_on_the_link()
    {
        // One frame takes 10 ms on this link; both machines send one at every poll.
        var bytes = Noise(1).Totals.EncodedBytes;
        var options = new HostOptions { Link = new LinkSettings { BitsPerSecond = bytes * 8 * 100 } };

        var result = SharedHost.Share([("a", Noise(1)), ("b", Noise(1))], options);

        Assert.Equal(10_000_000, result.Machines[0].DelayNanoseconds.Max);
        Assert.Equal(20_000_000, result.Machines[1].DelayNanoseconds.Max);
        Assert.Equal((0, 1), (result.Machines[0].LateFrames, result.Machines[1].LateFrames));
        Assert.Equal(20_000_000, result.Total.LinkNanoseconds);
    }

    [Fact]
    public void The_cpu_budget_counts_changed_pixels_and_comes_before_the_link()
    {
        // 4 ms to encode the 64×64 pixels of a frame, then nothing on the link.
        var options = new HostOptions { EncodePixelsPerSecond = FrameBytes / 3 * 250 };

        var result = SharedHost.Share([("a", Noise(2))], options);

        Assert.Equal(8_000_000, result.Total.EncodeNanoseconds);
        Assert.Equal(4_000_000, result.Machines[0].DelayNanoseconds.Max);
    }

    [Fact]
    public void A_machine_alone_gets_what_it_gets_on_a_host_that_is_wide_enough()
    {
        var options = new HostOptions { Link = new LinkSettings { BitsPerSecond = 1_000_000_000_000 } };
        var alone = SharedHost.Share([("a", Noise(5))], options);
        var together = SharedHost.Share([("a", Noise(5)), ("b", Noise(1))], options);

        Assert.Equal(alone.Machines[0].EncodedBytes, together.Machines[0].EncodedBytes);
        Assert.Equal(alone.Machines[0].LateFrames, together.Machines[0].LateFrames);
    }

    [Fact]
    public void A_command_waits_for_its_poll_the_encoder_the_link_and_the_client()
    {
        // Commands at 1 and 5 ms go with the poll at 10 ms; encoding takes 2, the link 4 and 30, decoding 3 ms.
        var run = new RunResult(SimulatedRun.Settings("pixels") with { PollsPerSecond = 100 });
        AddFrame(run, 10, encodeMilliseconds: 2, bytes: 500, decodeMilliseconds: 3, [1, 5]);
        // The link is free again at 16, after the frame at 20 is encoded at 21: 21 + 8 + 30 + 1.
        AddFrame(run, 20, encodeMilliseconds: 1, bytes: 1000, decodeMilliseconds: 1, [19]);
        var link = new LinkSettings { BitsPerSecond = 1_000_000, DelayNanoseconds = 30_000_000 };

        var delivery = SharedHost.Share([("a", run)], new HostOptions { Link = link }).Machines[0];

        Assert.Equal(
            new Distribution((48 + 44 + 41) * 1e6 / 3, 44_000_000, 48_000_000, 48_000_000, 48_000_000),
            delivery.LatencyNanoseconds
        );
        Assert.Equal(
            new Distribution(39.5e6, 39_000_000, 40_000_000, 40_000_000, 40_000_000),
            delivery.DelayNanoseconds
        );
        Assert.Equal(
            (3_000_000, 12_000_000, 4_000_000, 60_000_000),
            (
                delivery.EncodeNanoseconds,
                delivery.LinkNanoseconds,
                delivery.DecodeNanoseconds,
                delivery.DurationNanoseconds
            )
        );
        Assert.Equal(0.2, delivery.LinkUse, precision: 9);

        // The delay of the link itself makes no frame late; 10 ms beyond it do.
        Assert.Equal(0, delivery.LateFrames);
    }

    private static void AddFrame(
        RunResult run,
        long pollMilliseconds,
        long encodeMilliseconds,
        long bytes,
        long decodeMilliseconds,
        long[] commands
    )
    {
        run.OnTiming(
            new FrameTiming(
                encodeMilliseconds * 1_000_000,
                decodeMilliseconds * 1_000_000,
                [.. commands.Select(time => time * 1_000_000)]
            )
        );
        run.OnFrame(
            SampleRuns.Of(run.Settings, bytes).Frames[0] with
            {
                TimeNanoseconds = pollMilliseconds * 1_000_000,
            }
        );
    }

    // A session whose every poll sends the whole screen anew, uncompressed.
    private static RunResult Noise(int frames)
    {
        var session = SessionBuilder.Screen(64, 64);
        for (var frame = 0; frame < frames; frame++)
        {
            session.At((frame * 1000 / 60.0) + 1).Noise(new Rect(0, 0, 64, 64), frame + 1);
        }

        return SimulatedRun.Play(session.Events, "pixels").Result;
    }
}
