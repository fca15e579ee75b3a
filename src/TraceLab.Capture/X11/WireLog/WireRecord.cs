namespace TraceLab.Capture.X11.WireLog;

/// <summary>What a record of a wire log is; the numbers are those of the RECORD extension (RECORD protocol, "RecordEnableContext").</summary>
public enum WireCategory : byte
{
    FromServer = 0,
    FromClient = 1,
    ClientStarted = 2,
    ClientDied = 3,
    StartOfData = 4,
    EndOfData = 5,
}

/// <summary>One request, reply, event or error of a session, or a client's coming and going.</summary>
/// <param name="Offset">Bytes from the start of the log to the frame that holds the record.</param>
/// <param name="Category">What the record is.</param>
/// <param name="ClientBase">The resource id base of the client concerned, which names it while it lives.</param>
/// <param name="IsBigEndian">The byte order of the data; the framing around it is always little-endian.</param>
/// <param name="TimeMilliseconds">The server's clock; wraps after 49 days.</param>
/// <param name="Sequence">The request's number among its client's, all 32 bits; the last one's for a client that died; else 0.</param>
/// <param name="Data">
/// The whole request, event, error or reply, or a started client's setup reply, as it was on the wire. Belongs to the
/// reader, which overwrites it at the next call.
/// </param>
public readonly record struct WireRecord(
    long Offset,
    WireCategory Category,
    uint ClientBase,
    bool IsBigEndian,
    uint TimeMilliseconds,
    uint Sequence,
    ReadOnlyMemory<byte> Data
);
