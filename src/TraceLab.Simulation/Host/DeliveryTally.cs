using TraceLab.Results;

namespace TraceLab.Simulation.Host;

/// <summary>One frame that a client has shown.</summary>
internal readonly record struct DeliveredFrame
{
    public required long PollNanoseconds { get; init; }

    public required long EncodedBytes { get; init; }

    public required FrameTiming Timing { get; init; }

    public required long LinkNanoseconds { get; init; }

    public required long ShownNanoseconds { get; init; }

    public required long PollIntervalNanoseconds { get; init; }
}

/// <summary>Sums up delivered frames.</summary>
internal sealed class DeliveryTally(string name, LinkSettings link)
{
    private readonly List<long> _delays = [];
    private readonly List<long> _latencies = [];
    private bool _knowsCommands;
    private long _bytes;
    private long _encode;
    private long _link;
    private long _decode;
    private long _late;

    public void Add(in DeliveredFrame frame)
    {
        var delay = frame.ShownNanoseconds - frame.PollNanoseconds;
        _delays.Add(delay);
        _bytes += frame.EncodedBytes;
        _encode += frame.Timing.EncodeNanoseconds;
        _link += frame.LinkNanoseconds;
        _decode += frame.Timing.DecodeNanoseconds;
        _late += delay - link.DelayNanoseconds > frame.PollIntervalNanoseconds ? 1 : 0;
        if (frame.Timing.CommandTimes is { } commands)
        {
            _knowsCommands = true;
            foreach (var issued in commands)
            {
                _latencies.Add(frame.ShownNanoseconds - issued);
            }
        }
    }

    public Delivery Build(long durationNanoseconds) =>
        new()
        {
            Name = name,
            Frames = _delays.Count,
            EncodedBytes = _bytes,
            EncodeNanoseconds = _encode,
            LinkNanoseconds = _link,
            DecodeNanoseconds = _decode,
            LateFrames = _late,
            DelayNanoseconds = Distribution.Of(_delays),
            LatencyNanoseconds = _knowsCommands ? Distribution.Of(_latencies) : null,
            DurationNanoseconds = durationNanoseconds,
        };
}
