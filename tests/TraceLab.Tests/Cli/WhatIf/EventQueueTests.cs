using TraceLab.Cli.WhatIf;
using TraceLab.Core.Commands;
using TraceLab.Core.Geometry;
using TraceLab.Tests.Simulation;

namespace TraceLab.Tests.Cli.WhatIf;

public class EventQueueTests
{
    [Fact]
    public void Events_come_out_in_order_until_it_is_complete()
    {
        using var queue = new EventQueue(1_000_000);
        SessionEvent[] events = [.. Enumerable.Range(0, 5).Select(time => new SessionEnded(time))];
        foreach (var one in events)
        {
            queue.Add(one);
        }

        queue.Complete();

        Assert.Equal(events, queue.Take());
        Assert.False(queue.HasOverflowed);
    }

    [Fact]
    public void What_exceeds_the_bound_ends_it_and_what_came_before_is_played()
    {
        using var queue = new EventQueue(600);
        queue.Add(new SessionEnded(1));
        queue.Add(new SessionEnded(2));
        queue.Add(new SessionEnded(3));
        queue.Add(new SessionEnded(4));

        Assert.True(queue.HasOverflowed);
        Assert.Equal([1L, 2L], queue.Take().Select(one => one.TimeNanoseconds));
    }

    [Fact]
    public void Pictures_count_with_their_pixels()
    {
        using var queue = new EventQueue(5_000);
        var session = SessionBuilder.Screen(64, 64).At(1).Noise(new Rect(0, 0, 32, 32), 1);
        foreach (var one in session.Events.OfType<ImageCommand>())
        {
            queue.Add(one);
            Assert.False(queue.HasOverflowed);
            queue.Add(one);
        }

        Assert.True(queue.HasOverflowed);
    }

    [Fact]
    public void What_was_taken_makes_room()
    {
        using var queue = new EventQueue(300);
        using var taken = queue.Take().GetEnumerator();
        for (var time = 0; time < 10; time++)
        {
            queue.Add(new SessionEnded(time));
            Assert.True(taken.MoveNext());
        }

        Assert.False(queue.HasOverflowed);
    }
}
