using System.Net.Sockets;
using CsCheck;
using TraceLab.Capture.X11.Proxy;

namespace TraceLab.Tests.Capture.X11.Proxy;

/// <summary>A queue between two sockets, against a list of what should come out.</summary>
public sealed class ByteQueueTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("tracelab-tests-").FullName;

    // A step: 0 bytes come, 1 some pass, 2 some are dropped, 3 some are inserted, 4 they are sent; how many in all.
    private static readonly Gen<(int What, int Bytes)[]> Steps = Gen.Select(
        Gen.Int[0, 4],
        Gen.Frequency((3, Gen.Int[1, 50]), (1, Gen.Int[1, 100_000]))
    ).Array[0, 60];

    [Fact]
    public void What_passes_comes_out_in_order()
    {
        Steps.Sample(
            steps =>
            {
                var (source, input) = Pair();
                var (sink, output) = Pair();
                using (source)
                using (input)
                using (output)
                using (sink)
                {
                    var queue = new ByteQueue();
                    var incoming = new Queue<byte>();
                    var expected = new List<byte>();
                    var actual = new List<byte>();
                    byte next = 0;
                    foreach (var (what, bytes) in steps)
                    {
                        Step(queue, what, bytes);
                    }

                    Step(queue, 4, 0);
                    Assert.Equal(expected, actual);
                    Assert.Equal(incoming.ToArray(), queue.Head.ToArray());

                    void Step(ByteQueue queue, int what, int bytes)
                    {
                        var some = Math.Min(bytes, queue.Incoming);
                        switch (what)
                        {
                            case 0:
                                var block = Enumerable.Range(0, bytes).Select(_ => next++).ToArray();
                                source.Send(block);
                                for (var got = 0; got < bytes; )
                                {
                                    var before = queue.Incoming;
                                    Assert.Equal(SocketState.Done, queue.Receive(input, 0));
                                    got += queue.Incoming - before;
                                }

                                Array.ForEach(block, incoming.Enqueue);
                                break;
                            case 1:
                                queue.Pass(some);
                                expected.AddRange(Enumerable.Range(0, some).Select(_ => incoming.Dequeue()));
                                break;
                            case 2:
                                queue.Drop(some);
                                Array.ForEach(new byte[some], _ => incoming.Dequeue());
                                break;
                            case 3:
                                queue.Insert([next, next, next, next]);
                                expected.AddRange([next, next, next, next]);
                                break;
                            default:
                                Drain(queue, output, sink, actual);
                                break;
                        }
                    }
                }
            },
            iter: 60,
            threads: 1
        );
    }

    [Fact]
    public void A_socket_that_has_nothing_is_busy_and_one_that_is_closed_has_ended()
    {
        var (source, input) = Pair();
        using (input)
        {
            var queue = new ByteQueue();
            Assert.Equal(SocketState.Busy, queue.Receive(input, 0));
            source.Dispose();
            Assert.Equal(SocketState.Ended, queue.Receive(input, 0));
            queue.Insert([1]);
            Assert.Equal(SocketState.Ended, queue.Send(input));
        }
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static void Drain(ByteQueue queue, Socket output, Socket sink, List<byte> actual)
    {
        var buffer = new byte[1 << 18];
        SocketState state;
        do
        {
            state = queue.Send(output);
            while (sink.Poll(0, SelectMode.SelectRead))
            {
                actual.AddRange(buffer.AsSpan(0, sink.Receive(buffer)));
            }
        } while (state == SocketState.Busy);
        Assert.Equal(0, queue.Outgoing);
    }

    // The second end does not block.
    private (Socket First, Socket Second) Pair()
    {
        var path = new UnixDomainSocketEndPoint(Path.Combine(_folder, Guid.NewGuid().ToString("N")[..8]));
        using var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(path);
        listener.Listen(1);
        var first = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        first.Connect(path);
        var second = listener.Accept();
        second.Blocking = false;
        return (first, second);
    }
}
