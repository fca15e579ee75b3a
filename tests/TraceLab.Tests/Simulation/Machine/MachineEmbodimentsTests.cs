using TraceLab.Simulation.Adapter;
using TraceLab.Simulation.Driver;
using TraceLab.Simulation.Driver.Lists;
using TraceLab.Simulation.Driver.Queues;
using TraceLab.Simulation.Driver.Regions;
using TraceLab.Simulation.Machine;
using TraceLab.Simulation.Machine.Triggers;

namespace TraceLab.Tests.Simulation.Machine;

public class MachineEmbodimentsTests
{
    [Fact]
    public void The_main_embodiment_is_the_default()
    {
        Assert.Equal(MachineEmbodiments.Main.Embodiment, new MachineOptions().Embodiment);
        Assert.Equal(MachineEmbodiments.Main.Embodiment, MachineEmbodiments.ByName(MachineEmbodiments.Default));
    }

    [Fact]
    public void No_two_embodiments_are_the_same()
    {
        Assert.Distinct(MachineEmbodiments.All.Select(named => named.Name), StringComparer.Ordinal);
        Assert.Distinct(MachineEmbodiments.All.Select(named => named.Embodiment));
    }

    [Fact]
    public void An_unknown_name_is_refused_with_the_known_ones()
    {
        var fault = Assert.Throws<ArgumentException>(() => MachineEmbodiments.ByName("mian"));

        Assert.All(MachineEmbodiments.All, named => Assert.Contains(named.Name, fault.Message));
    }

    [Theory]
    [InlineData("main", typeof(DriverFifoQueue), typeof(SequenceListRequest), typeof(PollingTrigger))]
    [InlineData("completed-vector", typeof(CompletedVectorQueue), typeof(SequenceListRequest), typeof(PollingTrigger))]
    [InlineData("driver-adapter", typeof(ExecutorFifoQueue), typeof(SequenceListRequest), typeof(PollingTrigger))]
    [InlineData("encoder-pointer", typeof(DriverFifoQueue), typeof(ReadPointerListRequest), typeof(PollingTrigger))]
    [InlineData("driver-secondary", typeof(DriverFifoQueue), typeof(SequenceListRequest), typeof(PollingTrigger))]
    [InlineData("tracked-position", typeof(DriverFifoQueue), typeof(TrackedListRequest), typeof(PollingTrigger))]
    [InlineData("region-list", typeof(DriverFifoQueue), typeof(SequenceListRequest), typeof(PollingTrigger))]
    [InlineData("adapter-list", typeof(ExecutorFifoQueue), typeof(SequenceListRequest), typeof(PollingTrigger))]
    [InlineData("interrupt", typeof(DriverFifoQueue), typeof(SequenceListRequest), typeof(InterruptTrigger))]
    [InlineData(
        "poll-and-interrupt",
        typeof(DriverFifoQueue),
        typeof(SequenceListRequest),
        typeof(PollingAndInterruptTrigger)
    )]
    public void Each_choice_picks_one_part(string name, Type queue, Type list, Type trigger)
    {
        var machine = Machine(name);

        Assert.IsType(queue, machine.Queue);
        Assert.IsType(list, machine.List);
        Assert.IsType(trigger, machine.Trigger);
        Assert.Equal(name == "region-list" ? typeof(RegionList) : typeof(BlitmapCopy), machine.Regions.GetType());
    }

    [Theory]
    [InlineData("main", true)]
    [InlineData("driver-adapter", false)]
    public void Without_a_virtual_adapter_there_is_none(string name, bool hasAdapter)
    {
        var executor = Machine(name).Executor;

        Assert.Equal(hasAdapter ? typeof(VirtualVideoAdapter) : typeof(DriverFramebuffer), executor.GetType());
    }

    [Fact]
    public void A_driver_that_has_the_framebuffer_gives_its_own_capacity_to_the_one_fifo()
    {
        var machine = new MachineParts(
            new MachineOptions
            {
                Embodiment = MachineEmbodiments.DriverAdapter.Embodiment,
                AdapterFifoCapacity = 1,
                DriverFifoCapacity = 3,
                Service = new ServiceModel { PerPrimitiveNanoseconds = 1 },
            }
        );
        for (var i = 0; i < 3; i++)
        {
            Assert.True(machine.Driver.CanSubmit);
            machine.Driver.Submit(new TraceLab.Core.Commands.SurfaceDestroyed(0, 5), 0);
        }

        Assert.False(machine.Driver.CanSubmit);
    }

    private static MachineParts Machine(string name) =>
        new(new MachineOptions { Embodiment = MachineEmbodiments.ByName(name) });
}
