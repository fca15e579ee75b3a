namespace TraceLab.Simulation.Host;

/// <summary>
/// The way of one machine's frames to its client: the encoder's CPU, the link, the client's CPU, each serving one frame
/// after the other. Encoder and link may be those of other machines too.
/// </summary>
internal sealed class DeliveryPath(SharedResource encoder, LinkQueue link)
{
    private readonly SharedResource _client = new();

    /// <summary>Whether an earlier frame is still being encoded or sent.</summary>
    public bool IsBusy(long timeNanoseconds) =>
        Math.Max(encoder.FreeNanoseconds, link.FreeNanoseconds) > timeNanoseconds;

    /// <summary>When the client shows a frame of a poll at this time. Polls must come in order of time.</summary>
    public long Deliver(long pollNanoseconds, long encodeNanoseconds, long bytes, long decodeNanoseconds)
    {
        var encoded = encoder.Serve(pollNanoseconds, encodeNanoseconds);
        var arrived = link.Serve(encoded, bytes);
        return _client.Serve(arrived, decodeNanoseconds);
    }
}
