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
    /// <summary>Payloads smaller than this are cheaper stored once more in each chunk than looked for.</summary>
    public const int MinSharedBytes = 16;

    private const int Slots = 1024;
    private const int MaxNamedBytes = 8192;

    private readonly PayloadHash _hash = new();
    private readonly PayloadTable _table = new(options.PayloadTableEntries);
    private readonly DifferenceBases _bases = new();
    private readonly RecordWriter _record = new();

    // By what they hold and not by object: what is written must not depend on how a caller shares objects.
    private readonly Dictionary<UInt128, int> _numberOf = [];

    // Small payloads drawn again and again, glyphs above all: the same numbers, found without hashing bytes.
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
        _numberOf.Clear();
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
        var hash = payload is Image image ? _hash.Of(image) : _hash.Of((byte[])payload);
        if (!_numberOf.TryGetValue(hash, out var number))
        {
            number = bytes.Length < MinSharedBytes ? Store(payload, bytes) : Share(hash, payload, bytes, place);
            _numberOf.Add(hash, number);
        }

        if (bytes.Length <= MaxNamedBytes)
        {
            slot = (payload, number);
        }

        return number;
    }

    private int Share(UInt128 hash, object payload, ReadOnlySpan<byte> bytes, ImagePlace? place)
    {
        ref var location = ref _table.FindOrAdd(hash);
        if (location.ChunkOffset != 0)
        {
            return Refer(location);
        }

        var position = content.Length;
        var number =
            place is { } drawn && bytes.Length >= options.MinDifferenceBytes
                ? StoreAt(drawn, (Image)payload)
                : Store(payload, bytes);
        location = new PayloadLocation(_chunkOffset, position);
        return number;
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

        var position = content.Length;
        var number = Store(image, image.Bytes);
        _bases.Put(place, image, new PayloadLocation(_chunkOffset, position));
        return number;
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

    private int Refer(PayloadLocation location)
    {
        _record.Clear();
        _record.Varint(_chunkOffset - location.ChunkOffset);
        _record.Varint(location.Position);
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
