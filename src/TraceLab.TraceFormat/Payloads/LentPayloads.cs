using TraceLab.Core.Pixels;
using TraceLab.TraceFormat.Blocks;
using TraceLab.TraceFormat.Records;

namespace TraceLab.TraceFormat.Payloads;

/// <summary>
/// Images that are lent for one event. They lie where their chunk was decompressed, without a copy; only what differences
/// make of their bases lies in memory of its own, which is used again after <see cref="TakeBack"/>. Data payloads, which are
/// cursors, are the receiver's. Belongs to one walk.
/// </summary>
internal sealed class LentPayloads(ByteSource source, long cacheBytes) : IPayloadSource, IDisposable
{
    private readonly PayloadFetcher _fetcher = new(source, cacheBytes / 2, cacheBytes / 2);
    private readonly PayloadArena _arena = new();

    // Little enough for differences to be made in the processor's cache.
    public long MaxHeldBytes => 256 << 10;

    public object? Define(PayloadLocation location, RecordReader record, byte opcode) =>
        PayloadRecords.View(record, opcode);

    public object? Resolve(PayloadLocation location, ChunkContent current) =>
        _fetcher.Begin(location, current) switch
        {
            (byte)Opcode.ImageDifference => Differ(location, current),
            (byte)Opcode.PayloadReference => throw _fetcher.NoPayload((byte)Opcode.PayloadReference),
            var opcode => PayloadRecords.View(_fetcher.Record, opcode) is var payload
            && payload is Image image
            && !_fetcher.TryHold()
                ? Copy(image, out _)
                : payload,
        };

    public bool TryTake(ChunkContent finished) => _fetcher.TryTake(finished);

    public void TakeBack()
    {
        _arena.Clear();
        _fetcher.Release();
    }

    public void EndWalk() => Dispose();

    public void Dispose()
    {
        _arena.Dispose();
        _fetcher.Dispose();
    }

    private Image Differ(PayloadLocation location, ChunkContent current)
    {
        if (Basis(PayloadRecords.ReadBase(_fetcher.Record, location.ChunkOffset), current) is not { } basis)
        {
            throw _fetcher.NoBase(location, current);
        }

        // Copied before the difference is begun again: that may push out the chunk in which the base lies.
        var image = Copy(basis, out var pixels);
        _fetcher.BeginRuns(location, current);
        ImageDifference.Apply(_fetcher.Record, pixels);
        return image;
    }

    // Never itself a difference: so one is at most two records away.
    private Image? Basis(PayloadLocation location, ChunkContent current)
    {
        var opcode = _fetcher.Begin(location, current);
        return PayloadRecords.View(_fetcher.Record, opcode) is Image image && ImageDifference.CanBase(image)
            ? image
            : null;
    }

    private Image Copy(Image image, out Span<byte> pixels)
    {
        var (buffer, start) = _arena.Take(image.Bytes.Length);
        pixels = buffer.AsSpan(start, image.Bytes.Length);
        image.Bytes.CopyTo(pixels);
        return new Image(image.Width, image.Height, image.Format, buffer, start);
    }
}
