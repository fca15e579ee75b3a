using TraceLab.Core.Commands;
using TraceLab.Core.Pixels;
using TraceLab.TraceFormat.Payloads;

namespace TraceLab.TraceFormat.Records;

/// <summary>Turns the record that the reader stands on into its event. The twin of <see cref="EventEncoder"/>.</summary>
internal sealed partial class EventDecoder(RecordReader record, ChunkPayloads payloads)
{
    /// <summary>The event, its time already read from the record; null when the opcode is of a later version.</summary>
    public SessionEvent? Decode(byte opcode, long timeNanoseconds) =>
        (Opcode)opcode switch
        {
            Opcode.SurfaceCreated => ReadSurface(timeNanoseconds),
            Opcode.SurfaceDestroyed => new SurfaceDestroyed(timeNanoseconds, record.Int32()),
            Opcode.Cursor => ReadCursor(timeNanoseconds),
            Opcode.Marker => new Marker(timeNanoseconds, record.Text()),
            Opcode.DataLost => ReadLoss(timeNanoseconds),
            Opcode.Checkpoint => ReadCheckpoint(timeNanoseconds),
            Opcode.SessionEnded => new SessionEnded(timeNanoseconds),
            >= Opcode.Fill and <= Opcode.Rop3 => ReadCommand((Opcode)opcode, timeNanoseconds),
            _ => null,
        };

    private SurfaceCreated ReadSurface(long time)
    {
        var id = record.Int32();
        var (width, height) = (record.Varint(), record.Varint());
        if (!Surface.IsValidSize(width, height))
        {
            throw record.Fault(
                "a surface is out of limits",
                $"sides up to {Surface.MaxSide}, {Surface.MaxPixels} pixels",
                $"{width}x{height}"
            );
        }

        var format = Defined((SurfaceFormat)record.Byte());
        return new SurfaceCreated(time, id, (int)width, (int)height, format, payloads.Image(record));
    }

    private CursorChanged ReadCursor(long time)
    {
        var action = Defined((CursorAction)record.Byte());
        var position = record.Position();
        var isVisible = record.Bool();
        var shape = payloads.Data(record) is { } data
            ? new CursorShape(record.Int32(), record.Int32(), record.Int32(), record.Int32(), record.Int32(), data)
            : null;
        return new CursorChanged(time, action, position, isVisible, shape);
    }

    private DataLost ReadLoss(long time)
    {
        var cause = record.Text();
        var count = record.Zigzag();
        var surfaceId = record.Int32();
        var area = record.Rect();
        return new DataLost(time, cause, count, surfaceId, area, record.Text());
    }

    // The area came later than the rest: a record that ends before it means the whole surface.
    private Checkpoint ReadCheckpoint(long time) =>
        new(time, record.Int32(), record.UInt64(), record.Remaining > 0 ? record.Rect() : null);

    private Image ReadImage() =>
        payloads.Image(record) ?? throw record.Fault("a payload number is 0", "an image", "none");

    private T Defined<T>(T value)
        where T : struct, Enum =>
        Enum.IsDefined(value) ? value : throw record.Fault($"unknown {typeof(T).Name}", null, $"{value:d}");
}
