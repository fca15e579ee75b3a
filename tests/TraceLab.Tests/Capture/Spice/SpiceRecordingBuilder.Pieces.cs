using System.Buffers;
using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using TraceLab.Core.Geometry;

namespace TraceLab.Tests.Capture.Spice;

/// <summary>What several events share: rectangles, brushes, masks, images, chunks and blobs.</summary>
internal sealed partial class SpiceRecordingBuilder
{
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
