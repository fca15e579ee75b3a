using TraceLab.Core.Commands;
using TraceLab.Core.Pixels;
using TraceLab.TraceFormat.Payloads;

namespace TraceLab.TraceFormat.Records;

/// <summary>
/// Turns an event into the content of its record; the payloads it carries are stored or referred to on the way. The
/// twin of <see cref="EventDecoder"/>.
/// </summary>
internal sealed partial class EventEncoder(PayloadWriter payloads)
{
    private readonly RecordWriter _content = new();

    /// <summary>The record's content; valid until the next call.</summary>
    /// <exception cref="ArgumentException">The event is beyond <see cref="TraceLimits"/>.</exception>
    public ReadOnlySpan<byte> Encode(SessionEvent sessionEvent, long sinceLastNanoseconds)
    {
        _content.Clear();
        _content.Varint(sinceLastNanoseconds);
        switch (sessionEvent)
        {
            case DrawingCommand command:
                WriteCommand(command);
                break;
            case SurfaceCreated created:
                WriteSurface(created);
                break;
            case SurfaceDestroyed destroyed:
                _content.Zigzag(destroyed.SurfaceId);
                break;
            case CursorChanged cursor:
                WriteCursor(cursor);
                break;
            case Marker marker:
                _content.Text(marker.Text);
                break;
            case DataLost lost:
                WriteLoss(lost);
                break;
            case Checkpoint checkpoint:
                _content.Zigzag(checkpoint.SurfaceId);
                _content.UInt64(checkpoint.Hash);
                if (checkpoint.Area is { } area)
                {
                    _content.Rect(area);
                }

                break;
            default:
                break;
        }

        return _content.Written;
    }

    private void WriteSurface(SurfaceCreated created)
    {
        if (!Surface.IsValidSize(created.Width, created.Height))
        {
            throw new ArgumentException($"a surface of {created.Width}x{created.Height} cannot exist", nameof(created));
        }

        _content.Zigzag(created.SurfaceId);
        _content.Varint(created.Width);
        _content.Varint(created.Height);
        _content.Byte(Defined(created.Format));
        WriteImage(created.Initial);
    }

    private void WriteCursor(CursorChanged cursor)
    {
        _content.Byte(Defined(cursor.Action));
        _content.Position(cursor.Position);
        _content.Byte(cursor.Visible ? (byte)1 : (byte)0);
        _content.Varint(cursor.Shape is null ? 0 : payloads.Number(cursor.Shape.Data));
        if (cursor.Shape is { } shape)
        {
            _content.Zigzag(shape.Type);
            _content.Zigzag(shape.Width);
            _content.Zigzag(shape.Height);
            _content.Zigzag(shape.HotX);
            _content.Zigzag(shape.HotY);
        }
    }

    private void WriteLoss(DataLost lost)
    {
        _content.Text(lost.Cause);
        _content.Zigzag(lost.Count);
        _content.Zigzag(lost.SurfaceId);
        _content.Rect(lost.Area);
        _content.Text(lost.Detail);
    }

    // 0 stands for no image.
    private void WriteImage(Image? image) => _content.Varint(image is null ? 0 : payloads.Number(image));

    private static byte Defined<T>(T value)
        where T : unmanaged, Enum =>
        Enum.IsDefined(value)
            ? System.Runtime.CompilerServices.Unsafe.BitCast<T, byte>(value)
            : throw new ArgumentException($"{value} is no {typeof(T).Name}", nameof(value));
}
