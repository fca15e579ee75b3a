using TraceLab.Core.Commands;
using TraceLab.Core.Faults;
using TraceLab.Core.Geometry;
using TraceLab.Simulation.Machine;
using TraceLab.Simulation.Pricing;

namespace TraceLab.Tests.Simulation.Pricing;

public class FramePricerTests
{
    private static readonly CostProfile Profile = CostProfiles.Of(
        CostProfiles.Cost(encodeItem: 100, encodePixel: 2, encodeByte: 3, decodeItem: 7),
        CostProfiles.Cost(encodeItem: 10, encodePixel: 0, encodeByte: 0, decodeItem: 1000)
    );

    [Fact]
    public void A_frame_costs_the_sum_of_its_payloads_and_primitives()
    {
        var work = new FrameWork();
        work.AddPayload(pixels: 50, bytes: 150);
        work.AddPayload(pixels: 10, bytes: 30);
        work.AddPrimitive(CommandKind.Fill, pixels: 1_000_000);

        Assert.Equal((200 + 120 + 540 + 10, 14 + 1000), new FramePricer(Profile, "raw").Price(work));
    }

    [Fact]
    public void Every_frame_of_a_priced_run_is_priced_by_what_its_client_did()
    {
        var session = SessionBuilder
            .Screen(64, 64)
            .Noise(new Rect(0, 0, 64, 64), 1)
            .At(20)
            .Fill(new Rect(0, 0, 64, 32), 0xFF00FF);

        var run = SimulatedRun.Play(session.Events, "ordered", options: new MachineOptions { Costs = Profile }).Result;

        // The noise as pixels: one payload. Then the fill: one primitive.
        var noise = 100 + (64 * 64 * 2) + (64 * 64 * 3 * 3);
        Assert.Equal(
            [(noise, 7L), (10, 1000)],
            run.Timings.Select(timing => (timing.EncodeNanoseconds, timing.DecodeNanoseconds))
        );
        Assert.Equal([0, 20_000_000], run.Timings.SelectMany(timing => timing.CommandTimes));
        Assert.Equal(noise + 10, run.Delivery!.EncodeNanoseconds);
    }

    [Fact]
    public void Runs_without_a_profile_have_no_times()
    {
        var session = SessionBuilder.Screen(64, 64).Noise(new Rect(0, 0, 64, 64), 1);

        var run = SimulatedRun.Play(session.Events, "pixels").Result;

        Assert.Empty(run.Timings);
        Assert.Null(run.Delivery);
    }

    [Fact]
    public void A_codec_that_was_not_measured_is_told_with_the_remedy()
    {
        var work = new FrameWork();
        work.AddPayload(1, 1);

        var fault = Assert.Throws<InputFaultException>(() => new FramePricer(Profile, "zstd").Price(work));

        Assert.Equal(
            "the cost profile 'round' does not know this pixel codec: expected one of lz4, raw, found zstd; measure it with 'tracelab calibrate'",
            fault.Message
        );
    }
}
