using System.Runtime.CompilerServices;
using TraceLab.Core.Pixels;
using TraceLab.TraceFormat.Records;

namespace TraceLab.TraceFormat.Payloads;

/// <summary>
/// Gives each payload that a chunk uses a number, counted from 1 in the order of the payload records in the chunk. A
/// payload the file already holds costs a reference record the first time a chunk names it, and nothing after that. An
/// image nearly like the one last stored for its place is stored as its difference.
/// </summary>
internal sealed class PayloadWriter(RecordWriter content, TraceWriterOptions options) : IDisposable
{
    /// <summary>Payloads smaller than this are cheaper stored than looked for.</summary>
    public const int MinSharedBytes = 16;

    private const int Slots = 1024;
    private const int MaxNamedBytes = 8192;

    private readonly PayloadHash _hash = new();
    private readonly PayloadTable _table = new(options.PayloadTableEntries);
    private readonly DifferenceBases _bases = new();
    private readonly RecordWriter _record = new();

    // Small payloads drawn again and again, glyphs above all: their numbers in this chunk, found without hashing bytes.
    private readonly (object? Payload, int Number)[] _named = new (object?, int)[Slots];
    private long _chunkOffset;
    private int _numbers;

    /// <summary>Payload bytes stored in all chunks.</summary>
    public long StoredBytes { get; private set; }

    /// <summary>Starts the numbers anew for a chunk that will lie at <paramref name="chunkOffset"/> of the file.</summary>
    public void BeginChunk(long chunkOffset)
    {
        _chunkOffset = chunkOffset;
        _numbers = 0;
        Array.Clear(_named);
    }

    /// <exception cref="ArgumentException">The image is beyond what a trace holds.</exception>
    public int Number(Image image, ImagePlace? place = null) => Number(image, image.Bytes, place);

    /// <exception cref="ArgumentException">The data is beyond what a trace holds.</exception>
    public int Number(byte[] data) => Number(data, data, null);

    public void Dispose()
    {
        _table.Dispose();
        _record.ReturnMemory();
    }

    private int Number(object payload, ReadOnlySpan<byte> bytes, ImagePlace? place)
    {
        ref var slot = ref _named[RuntimeHelpers.GetHashCode(payload) % Slots];
        if (ReferenceEquals(slot.Payload, payload))
        {
            return slot.Number;
        }

        Check(payload);
        var number = bytes.Length < MinSharedBytes ? Store(payload, bytes) : Share(payload, bytes, place);
        if (bytes.Length <= MaxNamedBytes)
        {
            slot = (payload, number);
        }

        return number;
    }

    private int Share(object payload, ReadOnlySpan<byte> bytes, ImagePlace? place)
    {
        var hash = payload is Image image ? _hash.Of(image) : _hash.Of((byte[])payload);
        ref var entry = ref _table.FindOrAdd(hash);
        if (entry.NumberedIn == _chunkOffset)
        {
            return entry.Number;
        }

        var position = content.Length;
        entry.Number =
            entry.IsStored ? Refer(entry)
            : place is { } drawn && bytes.Length >= options.MinDifferenceBytes ? StoreAt(drawn, (Image)payload)
            : Store(payload, bytes);
        entry.NumberedIn = _chunkOffset;
        if (!entry.IsStored)
        {
            (entry.ChunkOffset, entry.Position) = (_chunkOffset, position);
        }

        return entry.Number;
    }

    private int StoreAt(ImagePlace place, Image image)
    {
        if (_bases.Find(place, image) is { } basis)
        {
            _record.Clear();
            _record.Varint(_chunkOffset - basis.Location.ChunkOffset);
            _record.Varint(basis.Location.Position);
            if (ImageDifference.TryWrite(_record, basis.Image, image))
            {
                content.Record((byte)Opcode.ImageDifference, _record.Written);
                StoredBytes += _record.Length;
                return ++_numbers;
            }
        }

        _bases.Put(place, image, new PayloadLocation(_chunkOffset, content.Length));
        return Store(image, image.Bytes);
    }

    private int Store(object payload, ReadOnlySpan<byte> bytes)
    {
        _record.Clear();
        if (payload is Image image)
        {
            _record.Byte((byte)image.Format);
            _record.Varint(image.Width);
            _record.Varint(image.Height);
        }

        var opcode = payload is Image ? Opcode.ImagePayload : Opcode.DataPayload;
        content.Record((byte)opcode, _record.Written, bytes);
        StoredBytes += bytes.Length;
        return ++_numbers;
    }

    private int Refer(in PayloadEntry entry)
    {
        _record.Clear();
        _record.Varint(_chunkOffset - entry.ChunkOffset);
        _record.Varint(entry.Position);
        content.Record((byte)Opcode.PayloadReference, _record.Written);
        return ++_numbers;
    }

    private static void Check(object payload)
    {
        var isValid = payload is Image image
            ? Surface.IsValidSize(image.Width, image.Height) && Enum.IsDefined(image.Format)
            : ((byte[])payload).LongLength <= TraceLimits.MaxPayloadBytes;
        if (!isValid)
        {
            throw new ArgumentException("a payload is beyond what a trace holds", nameof(payload));
        }
    }
}
