using CsCheck;
using TraceLab.Core.Commands;
using TraceLab.Results;
using TraceLab.Simulation.Adapter;
using TraceLab.Simulation.Machine;
using TraceLab.Tests.Generators;

namespace TraceLab.Tests.Simulation.Machine;

public class RandomSessionTests
{
    private static readonly Gen<MachineOptions> Machines = Gen.Select(
        AnyOf(1, 7, 30, 60, 250),
        AnyOf(1, 3, 8, 16),
        AnyOf(0L, 0L, 1000, 4_000_000, 60_000_000),
        AnyOf(0L, 0L, 1_000_000, 5_000),
        AnyOf(0, 1, 2, 5),
        AnyOf(0, 1, 3),
        AnyOf(0u, 1u, uint.MaxValue - 3),
        Gen.Long[0, 200_000_000],
        (polls, region, fixedCost, pixels, adapterFifo, driverFifo, first, pausedUntil) =>
            new MachineOptions
            {
                PollsPerSecond = polls,
                RegionSize = region,
                Service = new ServiceModel
                {
                    PerPrimitiveNanoseconds = fixedCost,
                    PixelsPerSecond = pixels,
                    PausedFromNanoseconds = pausedUntil / 2,
                    PausedUntilNanoseconds = pausedUntil,
                },
                AdapterFifoCapacity = adapterFifo,
                DriverFifoCapacity = driverFifo,
                FirstSequence = first,
            }
    );

    private static Gen<T> AnyOf<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(index => values[index]);

    // All kinds of commands, clips, masks, raster operations, surfaces and resizes, met by polls at any moment.
    [Fact]
    public void After_every_frame_the_client_shows_the_primary_framebuffer() =>
        Gen.Select(SessionGen.Sessions(), Machines)
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
