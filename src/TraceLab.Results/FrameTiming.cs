namespace TraceLab.Results;

/// <summary>
/// What one frame takes in time by a stored cost profile, and the commands it shows. Nothing here was measured in the run:
/// equal inputs and an equal profile give equal numbers.
/// </summary>
/// <param name="EncodeNanoseconds">CPU time of the encoder.</param>
/// <param name="DecodeNanoseconds">CPU time of the client.</param>
/// <param name="CommandTimes">When the commands of the frame that draw on the screen were issued, in order.</param>
public readonly record struct FrameTiming(
    long EncodeNanoseconds,
    long DecodeNanoseconds,
    IReadOnlyList<long> CommandTimes
);
