using TraceLab.Core.Commands;
using TraceLab.Simulation.Adapter;
using TraceLab.Simulation.Driver;
using TraceLab.Simulation.Driver.Queues;

namespace TraceLab.Tests.Simulation.Driver.Queues;

/// <summary>What makes each form of the driver's queue different.</summary>
public class PrimitiveQueueTests
{
    [Fact]
    public void The_driver_fifo_has_an_entry_from_submission_on()
    {
        var queue = new DriverFifoQueue(2);
        queue.OnSubmitted(Primitive(1));
        queue.OnSubmitted(Primitive(2));

        Assert.Equal((0, 2, false), (queue.ExecutedCount, queue.PendingCount, queue.HasRoom));
        Assert.Equal(2u, queue.Pending(1).Sequence);

        queue.OnCompleted(Primitive(1));
        Assert.Equal((1, 1, false), (queue.ExecutedCount, queue.PendingCount, queue.HasRoom));

        queue.Remove(1);
        Assert.Equal((0, 1, true), (queue.ExecutedCount, queue.PendingCount, queue.HasRoom));
    }

    [Fact]
    public void The_vector_has_an_entry_from_completion_on_and_shifts_what_stays()
    {
        var queue = new CompletedVectorQueue(0);
        for (uint sequence = 1; sequence <= 5; sequence++)
        {
            queue.OnSubmitted(Primitive(sequence));
        }

        Assert.Equal((0, null), (queue.ExecutedCount, queue.PendingCount));
        Assert.Throws<InvalidOperationException>(() => queue.Pending(0));

        for (uint sequence = 1; sequence <= 4; sequence++)
        {
            queue.OnCompleted(Primitive(sequence));
        }

        queue.Remove(3);

        Assert.Equal(1, queue.ExecutedCount);
        Assert.Equal(4u, queue.Executed(0).Sequence);
    }

    [Fact]
    public void The_vector_keeps_room_for_what_is_still_to_complete()
    {
        var queue = new CompletedVectorQueue(2);
        queue.OnSubmitted(Primitive(1));
        Assert.True(queue.HasRoom);
        queue.OnSubmitted(Primitive(2));
        Assert.False(queue.HasRoom);
        queue.OnCompleted(Primitive(1));
        Assert.False(queue.HasRoom);
        queue.Remove(1);
        Assert.True(queue.HasRoom);
    }

    [Fact]
    public void The_adapter_keeps_entries_until_they_are_asked_for()
    {
        var adapter = new VirtualVideoAdapter(ServiceModel.Instant, 2);
        var queue = new ExecutorFifoQueue(adapter);
        adapter.Fifo.Insert(Primitive(1));
        adapter.Fifo.Insert(Primitive(2));
        adapter.ExecuteUntil(0);

        Assert.Equal((2, null, false), (queue.ExecutedCount, queue.PendingCount, queue.HasRoom));
        Assert.Equal(1u, queue.Executed(0).Sequence);

        queue.Remove(1);
        Assert.Equal((1, true), (queue.ExecutedCount, queue.HasRoom));
        Assert.Equal(2u, queue.Executed(0).Sequence);
    }

    [Fact]
    public void With_a_driver_queue_entries_leave_the_adapter_when_they_are_executed()
    {
        var adapter = new VirtualVideoAdapter(ServiceModel.Instant, 2);
        adapter.Fifo.Insert(Primitive(1));
        adapter.ExecuteUntil(0);

        Assert.Equal(0, adapter.Fifo.Count);
        Assert.Equal(1, adapter.Fifo.CurrentEntry);
    }

    [Fact]
    public void A_driver_with_the_one_fifo_knows_what_is_pending_in_it()
    {
        var framebuffer = new DriverFramebuffer(new ServiceModel { PerPrimitiveNanoseconds = 10 }, 0);
        var queue = new ExecutorFifoQueue(framebuffer);
        framebuffer.Fifo.Insert(Primitive(1));
        framebuffer.Fifo.Insert(Primitive(2));
        framebuffer.ExecuteUntil(10);

        Assert.Equal((1, 1), (queue.ExecutedCount, queue.PendingCount));
        Assert.Equal(2u, queue.Pending(0).Sequence);
    }

    private static DrawingPrimitive Primitive(uint sequence) =>
        new(
            sequence,
            new FillCommand(
                0,
                new DrawTarget(0, new TraceLab.Core.Geometry.Rect(0, 0, 1, 1)),
                TraceLab.Core.Commands.Brush.Solid(0)
            ),
            0
        );
}
