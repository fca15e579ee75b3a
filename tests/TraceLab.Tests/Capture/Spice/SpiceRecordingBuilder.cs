using System.Buffers;
using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using TraceLab.Core.Geometry;

namespace TraceLab.Tests.Capture.Spice;

/// <summary>
/// Writes recordings from the grammar, line by line, for draw types that live sessions do not produce. A piece (image,
/// brush, mask) is an action on the builder, so that pieces nest as they do in a recording. One event a millisecond.
/// </summary>
internal sealed class SpiceRecordingBuilder
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

    public SpiceRecordingBuilder With(Action<SpiceRecordingBuilder> piece)
    {
        piece(this);
        return this;
    }

    /// <summary>Printed top, left, bottom, right.</summary>
    public SpiceRecordingBuilder Rectangle(string name, Rect rect) =>
        Line($"rect {name} {rect.Top} {rect.Left} {rect.Bottom} {rect.Right}");

    public SpiceRecordingBuilder Solid(uint color) => Line("type 1").Line($"u.color {unchecked((int)color)}");

    public SpiceRecordingBuilder Pattern(Action<SpiceRecordingBuilder> image, Point origin) =>
        Line("type 2").With(image).Line($"point {origin.X} {origin.Y}");

    public SpiceRecordingBuilder Mask(int flags, Point origin, Action<SpiceRecordingBuilder> image) =>
        Line($"flags {flags}").Line($"point {origin.X} {origin.Y}").With(image);

    public SpiceRecordingBuilder SurfaceImage(int id) =>
        Descriptor(104, 0, 0, 0).Line($"surface_image.surface_id {id}");

    public SpiceRecordingBuilder Bitmap(
        int format,
        int width,
        int height,
        int stride,
        byte[] data,
        uint[]? palette = null,
        uint flags = TopDown,
        int imageFlags = 0
    )
    {
        Descriptor(0, imageFlags, width, height);
        Line($"bitmap.format {format}")
            .Line($"bitmap.flags {flags}")
            .Line($"bitmap.x {width}")
            .Line($"bitmap.y {height}");
        Line($"bitmap.stride {stride}").Line($"has_palette {(palette is null ? 0 : 1)}");
        if (palette is not null)
        {
            Line($"qp.num_ents {palette.Length}").Line("unique 18446744073709551615");
            foreach (var entry in palette)
            {
                Line($"ents {unchecked((int)entry)}");
            }
        }

        return (flags & 1) != 0 ? Blob("image_data_flat", data) : Chunks("bitmap.data", data);
    }

    /// <summary>A bitmap of 32-bit pixels, top row first.</summary>
    public SpiceRecordingBuilder Pixels(int width, params uint[] pixels) => Pixels32(8, width, pixels);

    public SpiceRecordingBuilder PixelsWithAlpha(int width, params uint[] pixels) => Pixels32(9, width, pixels);

    public SpiceRecordingBuilder Quic(int width, int height, byte[] data) =>
        Descriptor(1, 0, width, height).Line($"quic.data_size {data.Length}").Chunks("quic.data", data);

    public SpiceRecordingBuilder Chunks(string prefix, params byte[][] chunks)
    {
        Line($"data_chunks {chunks.Length - 1} {chunks.Sum(c => c.Length)}");
        foreach (var chunk in chunks)
        {
            Blob(prefix, chunk);
        }

        return this;
    }

    public SpiceRecordingBuilder Blob(string prefix, byte[] data, bool deflated = false)
    {
        _bytes.Write(Encoding.Latin1.GetBytes($"binary {(deflated ? 1 : 0)} {prefix} {data.Length}:"));
        if (deflated)
        {
            var stored = new MemoryStream();
            using (var deflater = new ZLibStream(stored, CompressionMode.Compress, leaveOpen: true))
            {
                deflater.Write(data);
            }

            _bytes.Write(Encoding.Latin1.GetBytes($"{stored.Length}:"));
            data = stored.ToArray();
        }

        _bytes.Write(data);
        return Line("");
    }

    public static byte[] Packed(params int[] values)
    {
        var bytes = new byte[values.Length * 4];
        for (var i = 0; i < values.Length; i++)
        {
            BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(i * 4), values[i]);
        }

        return bytes;
    }

    private SpiceRecordingBuilder Pixels32(int format, int width, uint[] pixels) =>
        Bitmap(
            format,
            width,
            pixels.Length / width,
            width * 4,
            Packed(Array.ConvertAll(pixels, p => unchecked((int)p)))
        );

    private SpiceRecordingBuilder Descriptor(int type, int flags, int width, int height) =>
        Line("image 1")
            .Line("descriptor.id 18446744073709551615")
            .Line($"descriptor.type {type}")
            .Line($"descriptor.flags {flags}")
            .Line($"descriptor.width {width}")
            .Line($"descriptor.height {height}");

    private void Clip(Rect[]? clip)
    {
        if (clip is null)
        {
            Line("type 0");
            return;
        }

        Line("type 1").Line($"num_rects {clip.Length}");
        Chunks("clip_rects", Packed([.. clip.SelectMany(r => new[] { r.Top, r.Left, r.Bottom, r.Right })]));
    }
}
