using TraceLab.Core.Pixels;
using TraceLab.TraceFormat.Blocks;
using TraceLab.TraceFormat.Records;

namespace TraceLab.TraceFormat.Payloads;

/// <summary>
/// Payloads that stay as long as anybody uses them. What is used again is the same instance while it stays in a cache of
/// bounded bytes; anything else is fetched by reading its chunk anew. Thread-safe.
/// </summary>
internal sealed class PayloadStore(ByteSource source, long cacheBytes) : IPayloadSource, IDisposable
{
    private readonly Lock _lock = new();
    private readonly PayloadFetcher _fetcher = new(source, cacheBytes / 4, 0);
    private readonly ByteBoundedCache<PayloadLocation, object> _payloads = new(cacheBytes / 2);

    // Apart from the others, because nothing may be the difference from a difference.
    private readonly ByteBoundedCache<PayloadLocation, object> _differing = new(cacheBytes / 4);

    /// <summary>Where one walk takes payloads from: here, or from memory of its own that it lends.</summary>
    public IPayloadSource ForWalk(bool lends) => lends ? new LentPayloads(source, cacheBytes) : this;

    /// <inheritdoc/>
    public object? Define(PayloadLocation location, RecordReader record, byte opcode)
    {
        lock (_lock)
        {
            return _payloads.TryGet(location, out var cached)
                ? cached
                : Keep(location, PayloadRecords.Read(record, opcode));
        }
    }

    /// <inheritdoc/>
    public object? Resolve(PayloadLocation location, ChunkContent current)
    {
        lock (_lock)
        {
            if (_payloads.TryGet(location, out var cached) || _differing.TryGet(location, out cached))
            {
                return cached;
            }

            return _fetcher.Begin(location, current) switch
            {
                (byte)Opcode.ImageDifference => Differ(location, current),
                (byte)Opcode.PayloadReference => throw _fetcher.NoPayload((byte)Opcode.PayloadReference),
                var opcode => Keep(location, PayloadRecords.Read(_fetcher.Record, opcode)),
            };
        }
    }

    public long MaxHeldBytes => 8L << 20;

    // What it holds is kept, payload by payload.
    public bool TryTake(ChunkContent finished) => false;

    public void TakeBack()
    {
        // What it gave stays with whoever has it.
    }

    public void EndWalk()
    {
        // Other walks go on.
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _fetcher.Dispose();
        }
    }

    private Image Differ(PayloadLocation location, ChunkContent current)
    {
        if (Basis(PayloadRecords.ReadBase(_fetcher.Record, location.ChunkOffset), current) is not { } basis)
        {
            throw _fetcher.NoBase(location, current);
        }

        _fetcher.BeginRuns(location, current);
        var bytes = PayloadRecords.Copy(basis.Bytes);
        ImageDifference.Apply(_fetcher.Record, bytes);
        var image = new Image(basis.Width, basis.Height, basis.Format, bytes);
        _differing.TryAdd(location, image, bytes.Length);
        return image;
    }

    // Never itself a difference: so one is at most two records away.
    private Image? Basis(PayloadLocation location, ChunkContent current)
    {
        if (!_payloads.TryGet(location, out var payload))
        {
            var opcode = _fetcher.Begin(location, current);
            payload =
                opcode == (byte)Opcode.ImagePayload
                    ? Keep(location, PayloadRecords.Read(_fetcher.Record, opcode))
                    : null;
        }

        return payload is Image image && ImageDifference.CanBase(image) ? image : null;
    }

    private object? Keep(PayloadLocation location, object? payload)
    {
        if (payload is not null)
        {
            _payloads.TryAdd(location, payload, PayloadRecords.Bytes(payload));
        }

        return payload;
    }
}
