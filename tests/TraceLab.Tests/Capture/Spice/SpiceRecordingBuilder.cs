using System.Buffers;
using System.Text;
using TraceLab.Core.Geometry;

namespace TraceLab.Tests.Capture.Spice;

/// <summary>
/// Writes recordings from the grammar, line by line, for draw types that live sessions do not produce. A piece (image,
/// brush, mask) is an action on the builder, so that pieces nest as they do in a recording. One event a millisecond.
/// </summary>
internal sealed partial class SpiceRecordingBuilder
{
    public const uint TopDown = 4;

    private readonly ArrayBufferWriter<byte> _bytes = new();
    private readonly List<long> _eventEnds = [];
    private uint _counter;

    public SpiceRecordingBuilder() => Line("SPICE_REPLAY 1");

    /// <summary>Where each event ends, in bytes from the start.</summary>
    public IReadOnlyList<long> EventEnds => _eventEnds;

    public static Action<SpiceRecordingBuilder> NoMask { get; } = b => b.Mask(0, default, NoImage);

    public static void NoImage(SpiceRecordingBuilder b) => b.Line("image 0");

    public byte[] ToBytes() => _bytes.WrittenSpan.ToArray();

    public SpiceRecordingBuilder Line(string text)
    {
        _bytes.Write(Encoding.Latin1.GetBytes(text + "\n"));
        return this;
    }

    public SpiceRecordingBuilder Event(int what, int type, Action<SpiceRecordingBuilder>? payload = null)
    {
        Line($"event {_counter} {what} {type} {1_000_000_000 + (_counter * 1_000_000L)}");
        _counter++;
        payload?.Invoke(this);
        _eventEnds.Add(_bytes.WrittenCount);
        return this;
    }

    /// <summary>A device event that creates the screen; its memory is given away only with the keep flag.</summary>
    public SpiceRecordingBuilder Screen(int width, int height, int format = 32, byte[]? kept = null, int? stride = null)
    {
        var rowBytes = stride ?? -width * (format is 16 or 80 ? 2 : 4);
        return Event(
            1,
            20,
            b =>
                b.Line($"{width} {height} {rowBytes} {format}")
                    .Line($"0 1 {(kept is null ? 0 : 1)} 0")
                    .Blob("data", kept ?? new byte[height * Math.Abs(rowBytes)])
        );
    }

    public SpiceRecordingBuilder CreateSurface(int id, int width, int height, int format = 32) =>
        Event(
            0,
            5,
            b =>
                b.Line("surface_cmd")
                    .Line($"surface_id {id}")
                    .Line("type 0")
                    .Line("flags 0")
                    .Line($"u.surface_create.format {format}")
                    .Line($"u.surface_create.width {width}")
                    .Line($"u.surface_create.height {height}")
                    .Line($"u.surface_create.stride {-width * (format is 16 or 80 ? 2 : 4)}")
        );

    public SpiceRecordingBuilder DestroySurface(int id) =>
        Event(0, 5, b => b.Line("surface_cmd").Line($"surface_id {id}").Line("type 1").Line("flags 0"));

    /// <summary>A drawable up to and including its draw type; the body writes the rest.</summary>
    public SpiceRecordingBuilder Draw(
        int type,
        Rect box,
        Action<SpiceRecordingBuilder> body,
        int surface = 0,
        Rect[]? clip = null,
        Rect? self = null
    ) =>
        Event(
            0,
            1,
            b =>
            {
                b.Line("drawable").Rectangle("bbox", box);
                b.Clip(clip);
                b.Line("effect 1").Line("mm_time 0").Line($"self_bitmap {(self is null ? 0 : 1)}");
                b.Rectangle("self_bitmap_area", self ?? Rect.Empty).Line($"surface_id {surface}");
                for (var i = 0; i < 3; i++)
                {
                    b.Line("surfaces_dest -1").Rectangle("surfaces_rects", new Rect(-7, 1 << 30, 99, int.MinValue));
                }

                body(b.Line($"type {type}"));
            }
        );

    public SpiceRecordingBuilder Fill(
        Rect box,
        Action<SpiceRecordingBuilder> brush,
        int rop = 8,
        Action<SpiceRecordingBuilder>? mask = null,
        int surface = 0,
        Rect[]? clip = null
    ) => Draw(1, box, b => b.With(brush).Line($"rop_descriptor {rop}").With(mask ?? NoMask), surface, clip);

    /// <summary>OPAQUE (2), COPY (3), BLEND (5) or ROP3 (9).</summary>
    public SpiceRecordingBuilder ImageDraw(
        int type,
        Rect box,
        Action<SpiceRecordingBuilder> image,
        Rect source,
        int rop = 8,
        int scaleMode = 1,
        Action<SpiceRecordingBuilder>? brush = null,
        Action<SpiceRecordingBuilder>? mask = null,
        int surface = 0,
        Rect[]? clip = null,
        Rect? self = null
    ) =>
        Draw(
            type,
            box,
            b =>
                b.With(image)
                    .Rectangle("src_area", source)
                    .With(brush ?? (_ => { }))
                    .Line($"{(type == 9 ? "rop3" : "rop_descriptor")} {rop}")
                    .Line($"scale_mode {scaleMode}")
                    .With(mask ?? NoMask),
            surface,
            clip,
            self
        );
}
