using TraceLab.Capture.X11.WireLog;

namespace TraceLab.Tests.Capture.X11.WireLog;

public class SequenceGapsTests
{
    private readonly SequenceGaps _gaps = new();

    [Fact]
    public void Every_client_is_counted_by_itself_and_may_begin_anywhere()
    {
        Assert.Equal([0, 0, 0, 0], [Request(1, 700), Request(2, 5), Request(1, 701), Request(2, 6)]);
        Assert.Equal([3, 0, -1, -3], [Request(1, 705), Request(1, 706), Request(1, 706), Request(1, 704)]);
    }

    [Fact]
    public void A_client_that_starts_begins_with_1_unless_it_was_there_before()
    {
        _gaps.Take(Record(WireCategory.ClientStarted, 1, 0, [1]));
        _gaps.Take(Record(WireCategory.ClientStarted, 2, 0, []));

        Assert.Equal((2, 0), (Request(1, 3), Request(2, 3)));
    }

    [Fact]
    public void A_client_that_was_there_before_goes_on_counting_when_a_log_starts_anew()
    {
        Request(1, 10);
        _gaps.Take(Record(WireCategory.ClientStarted, 1, 0, []));

        Assert.Equal(4, Request(1, 15));
    }

    [Fact]
    public void Another_client_of_the_same_base_begins_anywhere_after_the_first_has_died()
    {
        Request(1, 10);
        _gaps.Take(Record(WireCategory.ClientDied, 1, 10, []));

        Assert.Equal(0, Request(1, 2));
    }

    [Fact]
    public void Requests_without_a_number_and_what_the_server_says_are_not_counted()
    {
        Request(1, 10);

        Assert.Equal(0, Request(1, 0));
        Assert.Equal(0, _gaps.Take(Record(WireCategory.FromServer, 1, 0, [1])));
        Assert.Equal(0, Request(1, 11));
    }

    [Fact]
    public void Numbers_go_round_after_32_bits()
    {
        Request(1, uint.MaxValue);

        Assert.Equal(1, Request(1, 1));
    }

    private int Request(uint client, uint sequence) =>
        _gaps.Take(Record(WireCategory.FromClient, client, sequence, [127, 0, 1, 0]));

    private static WireRecord Record(WireCategory category, uint client, uint sequence, byte[] data) =>
        new(0, category, client, IsBigEndian: false, 0, sequence, data);
}
