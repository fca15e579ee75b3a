using System.Buffers;
using TraceLab.Core.Commands;
using TraceLab.Core.Geometry;
using TraceLab.Results;
using TraceLab.Simulation.Wires;
using RasterOp = TraceLab.Core.Commands.RasterOp;

namespace TraceLab.Tests.Simulation.Wires.Modelled;

/// <summary>What parts take on the modelled wires, held against sums of the fields in the protocols' specifications.</summary>
public class ModelledLengthsTests
{
    private static readonly Rect Area = Rect.FromSize(300, 200, 400, 100);

    [Fact]
    public void Wires_are_called_modelled_wherever_they_are_explained() =>
        Assert.Equal(
            WireFormats
                .All.Where(wire => wire.Description.StartsWith("modelled", StringComparison.Ordinal))
                .Select(wire => wire.Name),
            ModelledWires.Names,
            StringComparer.Ordinal
        );

    // spice.proto: mini header 6, surface 4, box 16, clip 1; then position 8; brush 5, rop 2, mask 13; and so on.
    [Fact]
    public void Spice_messages_have_the_lengths_of_their_fields()
    {
        Rect[] clip = [Rect.FromSize(300, 200, 5, 5), Rect.FromSize(310, 210, 5, 5)];

        Assert.Equal(35, Bytes("spice", frame => frame.OnCopy(Area, [], new Point(1, 2))));
        Assert.Equal(47, Bytes("spice", frame => frame.OnFill(Area, [], 0x123456)));
        Assert.Equal(81, Bytes("spice", frame => frame.OnDraw(ImageOf(ImageItem.Named(70)))));
        Assert.Equal(85 + 10, Bytes("spice", frame => frame.OnPixels(Area, new byte[10])));
        Assert.Equal(47 + 4 + (2 * 16), Bytes("spice", frame => frame.OnFill(Area, clip, 0x123456)));
        Assert.Equal(
            57 + 3 + (24 + 7),
            Bytes("spice", frame => frame.OnDraw(Glyphs(Carried(ImageForm.Bits, 5, 7, 7))))
        );
    }

    // MS-RDPEGDI: control, type, field flags; coordinates in two bytes each.
    [Fact]
    public void The_first_rdp_order_of_a_frame_has_all_its_fields()
    {
        Assert.Equal(3 + 8 + 3, Bytes("rdp", frame => frame.OnFill(Area, [], 0x123456)));
        Assert.Equal(3 + 8 + 1 + 4, Bytes("rdp", frame => frame.OnCopy(Area, [], new Point(301, 202))));
        Assert.Equal(3 + 22 + 10, Bytes("rdp", frame => frame.OnPixels(Area, new byte[10])));
        Assert.Equal(4 + 8 + 1 + 2, Bytes("rdp", frame => frame.OnDraw(ImageOf(ImageItem.Named(70)))));
    }

    [Fact]
    public void Rdp_orders_say_only_what_changed()
    {
        // A scroll that goes on two lines further down: control, flags, and a byte for each of two coordinates.
        Assert.Equal(
            16 + 4,
            Bytes(
                "rdp",
                frame =>
                {
                    frame.OnCopy(Area, [], new Point(300, 190));
                    frame.OnCopy(Area.Offset(0, 2), [], new Point(300, 192));
                },
                parts: 2
            )
        );
        // The same again says nothing: not even the flags go.
        Assert.Equal(
            14 + 1,
            Bytes(
                "rdp",
                frame =>
                {
                    frame.OnFill(Area, [], 0x123456);
                    frame.OnFill(Area, [], 0x123456);
                },
                parts: 2
            )
        );
    }

    [Fact]
    public void A_bitmap_of_many_cells_costs_the_orders_of_each()
    {
        var one = Bytes("rdp", frame => frame.OnDraw(ImageOf(Carried(ImageForm.Xrgb, 64, 64, 100))));
        var six = Bytes("rdp", frame => frame.OnDraw(ImageOf(Carried(ImageForm.Xrgb, 129, 128, 100))));

        Assert.Equal(5 * (16 + 7), six - one);
    }

    private static int Bytes(string wire, Action<IFrameWriter> write, int parts = 1)
    {
        var output = new ArrayBufferWriter<byte>();
        var writer = WireFormats.ByName(wire).CreateWriter();
        writer.Begin(output, hasScreen: false, parts, 0);
        var header = output.WrittenCount;
        write(writer);
        return output.WrittenCount - header;
    }

    private static DrawPart ImageOf(ImageItem image) =>
        new()
        {
            Kind = CommandKind.Image,
            Area = Area,
            Rop = RasterOp.Copy,
            Pixels = new SourcePart(image, -1, Rect.FromSize(0, 0, Area.Width, Area.Height)),
        };

    private static DrawPart Glyphs(ImageItem coverage) =>
        new()
        {
            Kind = CommandKind.Glyphs,
            Area = Area,
            Brush = new BrushPart(0, null, default),
            Glyphs = [new GlyphPart(coverage, new Point(301, 201))],
        };

    private static ImageItem Carried(ImageForm form, int width, int height, int bytes) =>
        new()
        {
            Form = form,
            Width = width,
            Height = height,
            Payload = new byte[bytes],
        };
}
