using TraceLab.Core.Commands;
using TraceLab.Simulation.Adapter;

namespace TraceLab.Tests.Simulation.Adapter;

public class PrimitiveFifoTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(0)]
    public void Entries_leave_in_the_order_in_which_they_came_round_after_round(int capacity)
    {
        var fifo = new PrimitiveFifo(capacity);
        uint inserted = 0;
        uint removed = 0;
        for (var round = 0; round < 50; round++)
        {
            while (!fifo.IsFull && inserted < removed + 5)
            {
                fifo.Insert(new DrawingPrimitive(inserted++, new SessionEnded(0), 0));
            }

            Assert.Equal(removed, fifo.Current.Sequence);
            fifo.MoveCurrent();
            Assert.Equal(removed++, fifo.Executed(0).Sequence);
            fifo.Remove(1);
        }

        Assert.Equal(inserted, fifo.FreeEntry);
        Assert.Equal(50, fifo.CurrentEntry);
    }

    [Fact]
    public void An_entry_that_is_not_executed_cannot_be_removed()
    {
        var fifo = new PrimitiveFifo(2);
        fifo.Insert(new DrawingPrimitive(1, new SessionEnded(0), 0));

        Assert.Throws<InvalidOperationException>(() => fifo.Remove(1));
        fifo.MoveCurrent();
        Assert.Throws<InvalidOperationException>(fifo.MoveCurrent);
    }

    [Fact]
    public void Executed_entries_stay_until_they_are_removed()
    {
        var fifo = new PrimitiveFifo(4);
        for (uint sequence = 1; sequence <= 4; sequence++)
        {
            fifo.Insert(new DrawingPrimitive(sequence, new SessionEnded(0), 0));
        }

        fifo.MoveCurrent();
        fifo.MoveCurrent();
        fifo.MoveCurrent();
        fifo.Remove(1);

        Assert.Equal((2, 1), (fifo.ExecutedCount, fifo.PendingCount));
        Assert.Equal([2u, 3u], [fifo.Executed(0).Sequence, fifo.Executed(1).Sequence]);
        Assert.Equal(4u, fifo.Current.Sequence);
        Assert.False(fifo.IsFull);
    }

    [Fact]
    public void A_full_ring_takes_nothing_more()
    {
        var fifo = new PrimitiveFifo(1);
        fifo.Insert(new DrawingPrimitive(1, new SessionEnded(0), 0));

        Assert.True(fifo.IsFull);
        Assert.Throws<InvalidOperationException>(() => fifo.Insert(new DrawingPrimitive(2, new SessionEnded(0), 0)));
    }
}
