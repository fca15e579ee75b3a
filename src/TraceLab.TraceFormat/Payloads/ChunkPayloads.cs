using System.Runtime.InteropServices;
using TraceLab.Core.Pixels;
using TraceLab.TraceFormat.Records;

namespace TraceLab.TraceFormat.Payloads;

/// <summary>
/// The payloads of the chunk being read, by number. Those the chunk itself holds are kept until the next chunk; those it
/// refers to, and images stored as differences, are looked up when used, and let go before an event if they have become
/// many bytes: records of a few bytes may stand for many large images.
/// </summary>
internal sealed class ChunkPayloads(IPayloadSource source)
{
    private static readonly Image s_placeholder = new(1, 1, ImageFormat.Xrgb32, new byte[4]);

    private readonly List<(object? Payload, PayloadLocation Location, bool IsElsewhere)> _payloads = [];
    private ChunkContent _chunk = new(0, [], 0);
    private long _heldBytes;

    /// <summary>Payload bytes of all payload records met so far, over all chunks.</summary>
    public long StoredBytes { get; private set; }

    /// <summary>Set when an event named a payload that only a later version can read.</summary>
    public bool HasMissed { get; private set; }

    /// <summary>Starts the numbers anew; the content must not change before the next chunk.</summary>
    public void BeginChunk(ChunkContent chunk)
    {
        _chunk = chunk;
        _payloads.Clear();
        _heldBytes = 0;
        source.TakeBack();
    }

    /// <summary>The payloads of the event before are used no longer.</summary>
    public void BeginEvent()
    {
        HasMissed = false;
        if (_heldBytes > source.MaxHeldBytes)
        {
            LetGo();
        }
    }

    /// <summary>Gives the payload of the current record the next number.</summary>
    public void Define(RecordReader record, byte opcode)
    {
        if (opcode == (byte)Opcode.PayloadReference)
        {
            _payloads.Add((null, PayloadRecords.ReadReference(record, _chunk.Offset), true));
            return;
        }

        var location = new PayloadLocation(_chunk.Offset, record.RecordStart);
        if (opcode == (byte)Opcode.ImageDifference)
        {
            StoredBytes += record.Remaining;
            _payloads.Add((null, location, true));
            return;
        }

        var payload = source.Define(location, record, opcode);
        StoredBytes += payload is null ? 0 : PayloadRecords.Bytes(payload);
        _payloads.Add((payload, location, false));
    }

    public Image? Image(RecordReader record)
    {
        var number = record.Varint();
        return number == 0 ? null
            : Get(number, record) is var payload && payload is null ? s_placeholder
            : payload as Image ?? throw record.Fault("a payload is of the wrong kind", "an image", "data");
    }

    public byte[]? Data(RecordReader record)
    {
        var number = record.Varint();
        return number == 0 ? null
            : Get(number, record) is var payload && payload is null ? []
            : payload as byte[] ?? throw record.Fault("a payload is of the wrong kind", "data", "an image");
    }

    private object? Get(long number, RecordReader record)
    {
        if (number > _payloads.Count)
        {
            throw record.Fault("an unknown payload number", $"at most {_payloads.Count}", $"{number}");
        }

        var (payload, location, isElsewhere) = _payloads[(int)number - 1];
        if (payload is null && isElsewhere)
        {
            payload = source.Resolve(location, _chunk);
            _payloads[(int)number - 1] = (payload, location, true);
            _heldBytes += payload is null ? 0 : PayloadRecords.Bytes(payload);
        }

        HasMissed |= payload is null;
        return payload;
    }

    private void LetGo()
    {
        foreach (ref var payload in CollectionsMarshal.AsSpan(_payloads))
        {
            payload.Payload = payload.IsElsewhere ? null : payload.Payload;
        }

        _heldBytes = 0;
        source.TakeBack();
    }
}
