namespace TraceLab.Results;

/// <summary>How the frames of one machine, or of several together, came to their clients.</summary>
public sealed record Delivery
{
    /// <summary>The machine's name; <c>total</c> for all.</summary>
    public required string Name { get; init; }

    /// <summary>Frames sent.</summary>
    public required long Frames { get; init; }

    /// <summary>Bytes sent.</summary>
    public required long EncodedBytes { get; init; }

    /// <summary>Time its frames held the encoders' CPU.</summary>
    public required long EncodeNanoseconds { get; init; }

    /// <summary>Time its frames held the link.</summary>
    public required long LinkNanoseconds { get; init; }

    /// <summary>Time its frames held the client's CPU.</summary>
    public required long DecodeNanoseconds { get; init; }

    /// <summary>Frames that were shown more than one poll interval later than the link's own delay after their poll.</summary>
    public required long LateFrames { get; init; }

    /// <summary>From poll to the client showing the frame.</summary>
    public required Distribution DelayNanoseconds { get; init; }

    /// <summary>
    /// From a drawing command to the client showing its frame, one number a command; null where runs did not note when
    /// commands came.
    /// </summary>
    public required Distribution? LatencyNanoseconds { get; init; }

    /// <summary>Until the last session ended or the last frame was shown.</summary>
    public required long DurationNanoseconds { get; init; }

    /// <summary>The share of the duration in which the link was sending.</summary>
    public double LinkUse => Share(LinkNanoseconds);

    /// <summary>The share of the duration in which the encoders were at work.</summary>
    public double EncodeUse => Share(EncodeNanoseconds);

    private double Share(long nanoseconds) => DurationNanoseconds == 0 ? 0 : (double)nanoseconds / DurationNanoseconds;
}
