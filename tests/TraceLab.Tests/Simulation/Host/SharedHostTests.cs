using TraceLab.Core.Geometry;
using TraceLab.Results;
using TraceLab.Simulation.Host;

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
        var options = new HostOptions { LinkBitsPerSecond = bytes * 8 * 100 };

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

        Assert.Equal(8_000_000, result.Total.CpuNanoseconds);
        Assert.Equal(4_000_000, result.Machines[0].DelayNanoseconds.Max);
    }

    [Fact]
    public void A_machine_alone_gets_what_it_gets_on_a_host_that_is_wide_enough()
    {
        var options = new HostOptions { LinkBitsPerSecond = 1_000_000_000_000 };
        var alone = SharedHost.Share([("a", Noise(5))], options);
        var together = SharedHost.Share([("a", Noise(5)), ("b", Noise(1))], options);

        Assert.Equal(alone.Machines[0].EncodedBytes, together.Machines[0].EncodedBytes);
        Assert.Equal(alone.Machines[0].LateFrames, together.Machines[0].LateFrames);
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
