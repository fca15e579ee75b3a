using TraceLab.Core.Commands;
using TraceLab.Simulation.Adapter;
using TraceLab.Simulation.Driver.Lists;
using TraceLab.Simulation.Driver.Queues;

namespace TraceLab.Tests.Simulation.Driver.Lists;

/// <summary>All ways to agree on a position give each primitive once; and what makes each different.</summary>
public class PrimitiveListRequestTests
{
    private const uint First = uint.MaxValue - 2;

    private readonly CompletedVectorQueue _queue = new(0);
    private readonly List<DrawingPrimitive> _list = [];
    private uint _next = First;

    [Fact]
    public void A_number_names_the_last_one_that_is_handed_over() =>
        GivesEachOnce(new SequenceListRequest(_queue, First));

    [Fact]
    public void A_driver_that_tracks_gives_what_it_answered_with() => GivesEachOnce(new TrackedListRequest(_queue));

    [Fact]
    public void A_read_pointer_stops_at_the_answered_number() =>
        GivesEachOnce(new ReadPointerListRequest(_queue, First));

    [Fact]
    public void A_driver_that_tracks_does_not_look_at_the_number()
    {
        var request = new TrackedListRequest(_queue);
        Complete(3);
        request.OnUpdateAnswered();
        request.Collect(answeredSequence: 12345, _list);

        Assert.Equal([First, First + 1, First + 2], _list.Select(primitive => primitive.Sequence));
    }

    [Fact]
    public void A_read_pointer_reads_without_removing_until_the_entries_were_reviewed()
    {
        var request = new ReadPointerListRequest(_queue, First);
        Complete(4);
        request.Collect(_next - 1, _list);

        Assert.Equal((4, First), (_queue.ExecutedCount, request.ReadEntry));

        request.OnReviewed();

        Assert.Equal((0, _next), (_queue.ExecutedCount, request.ReadEntry));
    }

    [Fact]
    public void With_a_number_the_driver_removes_what_it_handed_over_at_once()
    {
        Complete(4);
        new SequenceListRequest(_queue, First).Collect(_next - 1, _list);

        Assert.Equal(0, _queue.ExecutedCount);
    }

    // Two more complete between the two requests of each pair, and numbers wrap on the way.
    private void GivesEachOnce(IPrimitiveListRequest request)
    {
        var expected = new List<uint>();
        for (var round = 0; round < 4; round++)
        {
            Complete(round);
            var answered = _next - 1;
            request.OnUpdateAnswered();
            Complete(2);
            request.Collect(answered, _list);
            request.OnReviewed();

            while (First + (uint)expected.Count != answered + 1)
            {
                expected.Add(First + (uint)expected.Count);
            }

            Assert.Equal(expected, _list.Select(primitive => primitive.Sequence));
            Assert.Equal(2, _queue.ExecutedCount);
        }
    }

    private void Complete(int count)
    {
        for (var i = 0; i < count; i++)
        {
            var primitive = new DrawingPrimitive(_next++, new SessionEnded(0), 0);
            _queue.OnSubmitted(primitive);
            _queue.OnCompleted(primitive);
        }
    }
}
