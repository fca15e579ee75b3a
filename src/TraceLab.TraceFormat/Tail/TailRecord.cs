namespace TraceLab.TraceFormat.Tail;

/// <summary>
/// Records inside header, summary and index blocks. They are framed like those of chunks; readers skip opcodes they do
/// not know, and bytes after the fields they know.
/// </summary>
internal enum TailRecord : byte
{
    Screen = 0x01,
    Origin = 0x02,
    Fact = 0x03,

    Totals = 0x10,
    Kind = 0x11,
    Surface = 0x12,
    Loss = 0x13,

    Chunk = 0x20,
    Keyframe = 0x21,
}
