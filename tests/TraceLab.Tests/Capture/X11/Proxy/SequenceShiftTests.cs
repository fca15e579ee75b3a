using CsCheck;
using TraceLab.Capture.X11.Proxy;

namespace TraceLab.Tests.Capture.X11.Proxy;

/// <summary>Sequence numbers with requests of our own slipped in, against a server that counts all and a client that does not.</summary>
public sealed class SequenceShiftTests
{
    // A step: 0 a request of the client, 1 one of ours, 2 a server's answer to the next one not answered, 3 an event.
    // Times many, so that 16 bits wrap.
    private static readonly Gen<(int What, int Times)[]> Steps = Gen.Select(
        Gen.Int[0, 3],
        Gen.Frequency((12, Gen.Int[1, 3]), (1, Gen.Int[30_000, 40_000]))
    ).Array[0, 30];

    [Fact]
    public void A_client_sees_the_numbers_that_it_would_see_without_ours() =>
        Steps.Sample(
            steps =>
            {
                var shift = new SequenceShift();
                var server = new Queue<(ulong Wire, ulong Own, bool IsOurs)>();
                var (sent, own) = (0UL, 0UL);
                var last = (Wire: 0UL, Own: 0UL);
                foreach (var (what, times) in steps)
                {
                    for (var i = 0; i < times; i++)
                    {
                        switch (what)
                        {
                            case 0 when shift.Unseen < ushort.MaxValue:
                                Assert.True(++own == shift.Forward());
                                server.Enqueue((++sent, own, false));
                                break;
                            case 1 when shift.Unseen < ushort.MaxValue:
                                shift.Inject();
                                server.Enqueue((++sent, own, true));
                                break;
                            case 2 when server.TryDequeue(out var request):
                                var number = shift.Translate((ushort)request.Wire, isAnswer: true, out var isOurs);
                                Assert.True((number, isOurs) == (request.Own, request.IsOurs));
                                Assert.True(shift.IsAllAnswered == (server.Count == 0));
                                last = (request.Wire, request.Own);
                                break;
                            case 3:
                                Assert.True(last.Own == shift.Translate((ushort)last.Wire, isAnswer: false, out _));
                                break;
                        }
                    }
                }

                Assert.Equal(own, shift.ClientSent);
                Assert.Equal((ulong)server.Count, shift.Unseen);
            },
            iter: 60
        );

    [Fact]
    public void An_event_does_not_show_that_its_request_is_done()
    {
        var shift = new SequenceShift();
        Assert.True(shift.IsAllAnswered);
        shift.Forward();
        shift.Translate(1, isAnswer: false, out _);

        Assert.False(shift.IsAllAnswered);
        Assert.Equal(0UL, shift.Unseen);
    }
}
