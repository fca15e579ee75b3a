using TraceLab.Results;

namespace TraceLab.Simulation.Host;

/// <summary>
/// The link: frames queue for it, leave at its rate one after the other, and are under way for its delay. Acknowledgements
/// and losses are not modelled.
/// </summary>
internal sealed class LinkQueue(LinkSettings settings)
{
    private const int BitsPerByte = 8;

    private readonly SharedResource _wire = new();

    /// <summary>When the last byte of everything handed over so far has left.</summary>
    public long FreeNanoseconds => _wire.FreeNanoseconds;

    /// <summary>How long a frame of this size holds the link.</summary>
    public long ServiceNanoseconds(long bytes) => Rates.Nanoseconds(bytes * BitsPerByte, settings.BitsPerSecond);

    /// <summary>When the last byte of a frame handed over now is at the client.</summary>
    public long Serve(long arrivalNanoseconds, long bytes) =>
        _wire.Serve(arrivalNanoseconds, ServiceNanoseconds(bytes)) + settings.DelayNanoseconds;
}
