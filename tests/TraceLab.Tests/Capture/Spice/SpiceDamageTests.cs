using TraceLab.Capture.Spice;
using TraceLab.Core.Faults;
using TraceLab.Core.Geometry;
using TraceLab.Core.Painting;
using TraceLab.Core.Pixels;

namespace TraceLab.Tests.Capture.Spice;

/// <summary>
/// Recordings in which single bytes were changed: whatever still parses is drawn, the rest is one fault. Nothing else may be
/// thrown, by the import or by the painter. The changes are the same in every run.
/// </summary>
public sealed class SpiceDamageTests
{
    private static readonly Rect Box = new(0, 0, 3, 2);

    [Fact]
    public void Changed_digits_give_a_fault_or_another_drawing()
    {
        var bytes = EveryDraw();
        var random = new Random(20_110_201);
        var faults = 0;
        const int Rounds = 4000;
        for (var round = 0; round < Rounds; round++)
        {
            var changed = (byte[])bytes.Clone();
            for (var change = random.Next(1, 4); change > 0; change--)
            {
                changed[random.Next(changed.Length)] = (byte)"0123456789-\n"[random.Next(12)];
            }

            faults += IsFault(changed) ? 1 : 0;
        }

        Assert.InRange(faults, 1, Rounds - 1);
    }

    [Fact]
    public void Changed_numbers_of_every_size_give_a_fault_or_another_drawing()
    {
        var lines = System.Text.Encoding.Latin1.GetString(EveryDraw()).Split('\n');
        string[] values = ["-1", "0", "7", "65535", "1048577", "2147483647", "-2147483648", "4294967295"];
        foreach (var value in values)
        {
            for (var i = 2; i < lines.Length; i++)
            {
                var fields = lines[i].Split(' ');
                for (var field = 0; field < fields.Length; field++)
                {
                    if (int.TryParse(fields[field], out _))
                    {
                        string[] others = [.. fields[..field], value, .. fields[(field + 1)..]];
                        string[] changed = [.. lines[..i], string.Join(' ', others), .. lines[(i + 1)..]];
                        IsFault(System.Text.Encoding.Latin1.GetBytes(string.Join('\n', changed)));
                    }
                }
            }
        }
    }

    private static bool IsFault(byte[] recording)
    {
        var painter = new Painter(new SurfaceSet());
        try
        {
            SpiceImporter.Import(new MemoryStream(recording), painter.Apply);
            return false;
        }
        catch (InputFaultException)
        {
            return true;
        }
    }

    // Each draw type once, on the screen and off it, with every kind of image, brush and mask.
    private static byte[] EveryDraw()
    {
        byte[] glyphs = [.. SpiceRecordingBuilder.Packed(1, 0, 0, 1), 2, 0, 1, 0, 0xC0];
        void Mask(SpiceRecordingBuilder b) => b.Mask(1, new Point(1, 0), i => i.Bitmap(2, 3, 2, 1, [0xA0, 0x40]));
        void Tile(SpiceRecordingBuilder b) => b.Pattern(i => i.SurfaceImage(5), new Point(-2, 1));
        void Indexed(SpiceRecordingBuilder b) => b.Bitmap(4, 3, 2, 2, [0x01, 0x20, 0x10, 0x20], [1, 2, 3], flags: 0);
        return new SpiceRecordingBuilder()
            .Screen(3, 2, kept: new byte[24])
            .CreateSurface(5, 3, 2, 96)
            .CreateSurface(6, 3, 2)
            .CreateSurface(7, 3, 2, 80)
            .Fill(Box, b => b.Solid(0xFF), surface: 5, clip: [new Rect(0, 0, 1, 2), new Rect(1, 1, 2, 2)])
            .Fill(Box, Tile, rop: 64, mask: Mask)
            .ImageDraw(2, Box, SpiceRecordingBuilder.NoImage, Box, brush: Tile, self: Box)
            .ImageDraw(3, Box, Indexed, Box, mask: Mask, surface: 6)
            .ImageDraw(5, Box, i => i.Pixels(2, 1, 2, 3, 4), new Rect(0, 0, 2, 2), surface: 7)
            .ImageDraw(9, Box, i => i.SurfaceImage(6), Box, rop: 0xE2, brush: b => b.Solid(3))
            .Draw(4, Box, b => b.Line("point 1 1"), surface: 6)
            .Draw(8, Box, Mask)
            .Draw(
                12,
                Box,
                b => b.Pixels(3, 1, 2, 3, 4, 5, 6).Rectangle("src_area", Box).Line("src_color 1").Line("true_color 2")
            )
            .Draw(13, Box, b => b.Line("alpha_flags 2").Line("alpha 9").SurfaceImage(6).Rectangle("src_area", Box))
            .Draw(
                11,
                Box,
                b =>
                    b.Line($"data_size {glyphs.Length}")
                        .Line("length 1")
                        .Line("flags 1")
                        .Chunks("string", glyphs)
                        .Rectangle("back_area", Box)
                        .With(Tile)
                        .Solid(4)
                        .Line("fore_mode 8")
                        .Line("back_mode 8")
            )
            .Draw(
                10,
                Box,
                b =>
                    b.Chunks("path", SpiceRecordingBuilder.Packed(3, 2, 0, 16, 48, 16))
                        .Line("attr.flags 0")
                        .Solid(5)
                        .Line("fore_mode 64")
                        .Line("back_mode 8")
            )
            .DestroySurface(6)
            .ToBytes();
    }
}
