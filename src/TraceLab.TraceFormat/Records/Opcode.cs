using TraceLab.Core.Commands;

namespace TraceLab.TraceFormat.Records;

/// <summary>
/// The kinds of records inside a chunk. Ranges decide what a reader does with one it does not know:
/// 0x01–0x0F give the next payload number (events that name it become losses); 0x10–0x3F are events that matter (each
/// becomes a loss); 0x40–0x7F are events that may be ignored; 0x80–0xFF are private and skipped. Records 0x10–0x7F begin
/// with the time since the one before.
/// </summary>
internal enum Opcode : byte
{
    ImagePayload = 0x01,
    DataPayload = 0x02,
    PayloadReference = 0x03,
    ImageDifference = 0x04,

    SurfaceCreated = 0x10,
    SurfaceDestroyed = 0x11,
    Cursor = 0x12,
    Marker = 0x13,
    DataLost = 0x14,
    Checkpoint = 0x15,
    SessionEnded = 0x16,

    Fill = 0x20,
    Copy = 0x21,
    Image = 0x22,
    Glyphs = 0x23,
    Blend = 0x24,
    Transparent = 0x25,
    Rop3 = 0x26,
}

internal static class Opcodes
{
    public static bool IsPayload(byte opcode) => opcode is >= 0x01 and <= 0x0F;

    public static bool IsEvent(byte opcode) => opcode is >= 0x10 and <= 0x7F;

    /// <summary>Whether an unknown event of this opcode has to be reported as lost.</summary>
    public static bool Matters(byte opcode) => opcode is >= 0x10 and <= 0x3F;

    public static Opcode Of(SessionEvent sessionEvent) =>
        sessionEvent switch
        {
            DrawingCommand command => Opcode.Fill + (byte)command.Kind,
            SurfaceCreated => Opcode.SurfaceCreated,
            SurfaceDestroyed => Opcode.SurfaceDestroyed,
            CursorChanged => Opcode.Cursor,
            Marker => Opcode.Marker,
            DataLost => Opcode.DataLost,
            Checkpoint => Opcode.Checkpoint,
            SessionEnded => Opcode.SessionEnded,
            _ => throw new ArgumentException(
                $"a trace cannot hold a {sessionEvent.GetType().Name}",
                nameof(sessionEvent)
            ),
        };

    /// <summary>How summaries name a kind.</summary>
    public static string Name(Opcode opcode) =>
        opcode switch
        {
            Opcode.SurfaceCreated => "surface-created",
            Opcode.SurfaceDestroyed => "surface-destroyed",
            Opcode.Cursor => "cursor",
            Opcode.Marker => "marker",
            Opcode.DataLost => "data-lost",
            Opcode.Checkpoint => "checkpoint",
            Opcode.SessionEnded => "session-ended",
            Opcode.Fill => "fill",
            Opcode.Copy => "copy",
            Opcode.Image => "image",
            Opcode.Glyphs => "glyphs",
            Opcode.Blend => "blend",
            Opcode.Transparent => "transparent",
            Opcode.Rop3 => "rop3",
            _ => $"record-{(byte)opcode:x2}",
        };
}

/// <summary>Which optional fields a drawing command's record has. Bits without a name are 0.</summary>
[Flags]
internal enum CommandFlags
{
    None = 0,

    /// <summary>A raster operation other than plain copy.</summary>
    HasRop = 1,
    HasClip = 2,
    HasMask = 4,

    /// <summary>Glyphs: antialiased. Blend: the source has alpha.</summary>
    Alpha = 8,

    /// <summary>The source area has another size than the target area.</summary>
    IsScaled = 16,
    All = 31,
}

/// <summary>Which fields of a brush are written; those that are not are 0.</summary>
[Flags]
internal enum BrushFlags
{
    None = 0,
    HasColor = 1,
    HasPattern = 2,
    HasOrigin = 4,
    All = 7,
}
