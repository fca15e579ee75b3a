using TraceLab.Core.Commands;
using TraceLab.Core.Geometry;
using TraceLab.Core.Pixels;
using TraceLab.Simulation.Adapter;
using TraceLab.Simulation.Machine;
using Brush = TraceLab.Core.Commands.Brush;

namespace TraceLab.Tests.Simulation.Driver;

/// <summary>The driver's steps, one by one, and who owns what it fills.</summary>
public class VideoAdapterDriverTests
{
    private static readonly Rect Area = new(8, 8, 24, 16);

    [Fact]
    public void The_encoder_passes_its_own_secondary_framebuffer()
    {
        var machine = Machine("main");
        var input = Draw(machine);

        Assert.Null(machine.DriverSecondary);
        Assert.Same(machine.Encoder.Own!.Pixels, input.Secondary);
        Assert.Same(machine.Encoder.Own.Blitmap, input.Changed);
    }

    [Fact]
    public void The_driver_may_own_it_and_give_references()
    {
        var machine = Machine("driver-secondary");
        var input = Draw(machine);

        Assert.Null(machine.Encoder.Own);
        Assert.Same(machine.DriverSecondary!.Pixels, input.Secondary);
        Assert.Same(machine.DriverSecondary.Blitmap, input.Changed);
        Assert.Equal(0x123456u, input.Secondary.Row(8)[8]);
    }

    [Fact]
    public void Without_any_secondary_framebuffer_a_request_is_refused()
    {
        var machine = Machine("main");
        Draw(machine);

        Assert.Throws<InvalidOperationException>(() => machine.Driver.RequestUpdate(null));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_request_gives_changed_regions_and_the_primitives_behind_them_once(string name)
    {
        var machine = Machine(name);
        var first = Draw(machine);

        Assert.Equal(2, first.RegionsChanged);
        Assert.Equal([7u, 8u], first.Primitives.Select(primitive => primitive.Sequence));
        Assert.True(machine.Driver.IsIdle);

        var second = machine.Encoder.Poll(2, 2000)!;
        Assert.Equal((0, 0), (second.RegionsMarked, second.Primitives.Count));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void What_is_pending_at_a_request_belongs_to_a_later_one(string name)
    {
        var machine = Machine(name, 1_000);
        machine.Driver.Submit(Screen(), 0);
        machine.Driver.Submit(Fill(), 0);
        machine.Executor.ExecuteUntil(500);
        var early = machine.Encoder.Poll(1, 500)!;

        Assert.Equal((0, 1), (early.RegionsChanged, early.Primitives.Count));
        Assert.True(machine.Driver.HasWork);

        machine.Executor.ExecuteUntil(1_000);
        var late = machine.Encoder.Poll(2, 1_000)!;

        Assert.Equal((2, 1), (late.RegionsChanged, late.Primitives.Count));
        Assert.False(machine.Driver.HasWork);
    }

    // The patent's steps from receiving a command to the removed queue entry; only what the encoder makes of a frame follows.
    [Theory]
    [MemberData(nameof(Names))]
    public void No_step_allocates_per_command(string name)
    {
        var machine = Machine(name, 1);
        var list = new List<DrawingPrimitive>(2_000);
        SessionEvent fill = Fill();
        machine.Driver.Submit(Screen(), 0);
        Round(machine, fill, list);
        Round(machine, fill, list);

        var before = GC.GetAllocatedBytesForCurrentThread();
        var primitives = Round(machine, fill, list);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal(1_000, primitives);
    }

    public static TheoryData<string> Names => [.. MachineEmbodiments.All.Select(named => named.Name)];

    private static int Round(MachineParts machine, SessionEvent command, List<DrawingPrimitive> list)
    {
        for (var i = 0; i < 1_000; i++)
        {
            machine.Driver.Submit(command, 0);
        }

        // Half of it is pending at the request.
        machine.Executor.ExecuteUntil(machine.Executor.NextCompletionNanoseconds + 500);
        var primitives = Request(machine, list);
        machine.Executor.ExecuteUntil(long.MaxValue - 1);
        return primitives + Request(machine, list);
    }

    private static int Request(MachineParts machine, List<DrawingPrimitive> list)
    {
        list.Clear();
        machine.Encoder.Own?.Fit(machine.Driver.PrimaryFramebuffer!);
        var update = machine.Driver.RequestUpdate(machine.Encoder.Own);
        machine.List.Collect(update.AnsweredSequence, list);
        machine.List.OnReviewed();
        machine.Trigger.OnRequest(0, isUpdate: true);
        return list.Count;
    }

    private static TraceLab.Simulation.Encoder.FrameInput Draw(MachineParts machine)
    {
        machine.Driver.Submit(Screen(), 0);
        machine.Driver.Submit(Fill(), 0);
        machine.Executor.ExecuteUntil(0);
        return machine.Encoder.Poll(1, 1000)!;
    }

    private static SurfaceCreated Screen() => new(0, Surface.ScreenId, 64, 64, SurfaceFormat.Xrgb32, null);

    private static FillCommand Fill() => new(0, new DrawTarget(Surface.ScreenId, Area), Brush.Solid(0x123456));

    private static MachineParts Machine(string name, long perPrimitiveNanoseconds = 0) =>
        new(
            new MachineOptions
            {
                Embodiment = MachineEmbodiments.ByName(name),
                FirstSequence = 7,
                Service = new ServiceModel { PerPrimitiveNanoseconds = perPrimitiveNanoseconds },
            }
        );
}
