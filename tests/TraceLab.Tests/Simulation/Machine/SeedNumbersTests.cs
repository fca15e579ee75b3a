using TraceLab.Core.Commands;
using TraceLab.Core.Geometry;
using TraceLab.Core.Pixels;
using TraceLab.Results;
using TraceLab.Simulation.Adapter;
using TraceLab.Simulation.Driver.Queues;
using TraceLab.Simulation.Machine;

namespace TraceLab.Tests.Simulation.Machine;

/// <summary>The numbers that the patent's own text and figures give.</summary>
public class SeedNumbersTests
{
    [Fact]
    public void A_1920x1200_screen_sent_whole_60_times_a_second_is_3317760000_bits()
    {
        var session = SessionBuilder.Screen(1920, 1200);
        for (var poll = 0; poll < 60; poll++)
        {
            session.At((poll * 1000 / 60.0) + 1).Fill(new Rect(0, 0, 1920, 1200), (uint)(0x010101 * (poll + 1)));
        }

        session.At(1000).End();
        var result = SimulatedRun.Play(session.Events, "pixels").Result;

        Assert.Equal(3_317_760_000, result.Totals.RawBytes * 8);
        Assert.Equal(60, result.Totals.Polls);
    }

    [Fact]
    public void The_copy_of_the_figure_is_20_regions_or_3840_bytes_of_pixels_against_24()
    {
        // An 88×72 block; a rectangle of 4×5 regions is copied to another place.
        var source = new Rect(0, 0, 32, 40);
        var session = SessionBuilder.Screen(88, 72).Noise(source, 1).At(20).Copy(source.Offset(48, 24), 0, 0);

        var copy = SimulatedRun.Play(session.Events, "size").Decisions[^1];

        Assert.Equal("copy", copy.Kind);
        Assert.Equal(20, copy.Regions);
        Assert.Equal(3840, copy.PixelBytes);
        Assert.Equal(24, copy.PrimitiveBytes);
        Assert.Equal(DecisionReason.Sent, copy.Reason);
        Assert.Equal(38.4, copy.PixelBytes / 100.0);
    }

    [Fact]
    public void With_the_current_entry_pointer_at_97_the_answered_number_is_96()
    {
        var machine = new MachineParts(
            new MachineOptions { Service = new ServiceModel { PerPrimitiveNanoseconds = 1_000_000 } }
        );
        var driver = machine.Driver;
        driver.Submit(new SurfaceCreated(0, 0, 88, 72, SurfaceFormat.Xrgb32, null), 0);
        for (var i = 1; i <= 99; i++)
        {
            var fill = new FillCommand(
                0,
                new DrawTarget(0, new Rect(0, 0, 8, 8)),
                TraceLab.Core.Commands.Brush.Solid((uint)i)
            );
            driver.Submit(fill, 0);
        }

        // The screen costs nothing, so after 96 ms numbers 0 to 96 are done.
        machine.Executor.ExecuteUntil(96_000_000);

        var fifo = Assert.IsType<DriverFifoQueue>(machine.Queue).Fifo;
        Assert.Equal(97, fifo.CurrentEntry);
        Assert.Equal(100, fifo.FreeEntry);
        machine.Encoder.Own!.Fit(driver.PrimaryFramebuffer!);
        Assert.Equal(96u, driver.RequestUpdate(machine.Encoder.Own).AnsweredSequence);
    }
}
