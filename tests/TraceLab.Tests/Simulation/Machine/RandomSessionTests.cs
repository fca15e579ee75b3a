using CsCheck;
using TraceLab.Core.Commands;
using TraceLab.Results;
using TraceLab.Tests.Generators;

namespace TraceLab.Tests.Simulation.Machine;

public class RandomSessionTests
{
    // All kinds of commands, clips, masks, raster operations, surfaces and resizes, met by requests at any moment, on every
    // combination of embodiments.
    [Fact]
    public void After_every_frame_the_client_shows_the_primary_framebuffer() =>
        Gen.Select(SessionGen.Sessions(), MachineGen.Machines)
            .Sample(
                (events, options) =>
                {
                    foreach (var run in SimulatedRun.AssertExact(events, options))
                    {
                        var drawn = events.OfType<DrawingCommand>().Count();
                        Assert.InRange(run.Decisions.Count, 0, drawn);
                    }
                },
                iter: 300,
                print: pair => $"{pair.Item2}\n{SessionGen.Print(pair.Item1)}"
            );

    [Fact]
    public void Whoever_finds_primitives_in_pixels_finds_true_ones() =>
        Gen.Select(SessionGen.Sessions(), MachineGen.Machines)
            .Sample(
                (events, options) =>
                    SimulatedRun.AssertExact(
                        events,
                        SimulatedRun.Finders.SelectMany(policy =>
                            new[]
                            {
                                SimulatedRun.Settings(policy),
                                SimulatedRun.Settings(policy, "zstd-stream", "compact"),
                            }
                        ),
                        options
                    ),
                iter: 100,
                print: pair => $"{pair.Item2}\n{SessionGen.Print(pair.Item1)}"
            );

    [Fact]
    public void The_sums_are_those_of_the_frames() =>
        SessionGen
            .Sessions()
            .Sample(
                events =>
                {
                    foreach (var run in SimulatedRun.PlayAll(events, SimulatedRun.AllSettings()))
                    {
                        var (totals, frames) = (run.Result.Totals, run.Result.Frames);
                        Assert.Equal(totals.RegionsSent, frames.Sum(frame => (long)frame.RegionsSent));
                        Assert.Equal(totals.RawBytes, frames.Sum(frame => frame.RawBytes));
                        Assert.Equal(
                            totals.EncodedBytes,
                            totals.PrimitiveBytes + totals.PixelBytes + totals.FramingBytes
                        );
                        Assert.Equal(
                            totals.PrimitiveBytes,
                            run.Decisions.Where(decision => decision.Reason == DecisionReason.Sent)
                                .Sum(decision => decision.PrimitiveBytes)
                        );
                    }
                },
                iter: 50,
                print: SessionGen.Print
            );
}
