using TraceLab.Core.Commands;
using TraceLab.Core.Geometry;
using TraceLab.Core.Pixels;
using TraceLab.Results;
using TraceLab.Simulation.Client;
using Brush = TraceLab.Core.Commands.Brush;

namespace TraceLab.Tests.Simulation.Client;

public class ClientProfileTests
{
    private static readonly Rect Screen = new(0, 0, 64, 64);
    private static readonly DrawTarget Target = new(Surface.ScreenId, new Rect(0, 0, 8, 8));
    private static readonly Image Colors = SessionBuilder.NoiseImage(8, 8, 1);
    private static readonly Image Coverage = new(8, 8, ImageFormat.Alpha8, new byte[64]);

    private static readonly (ClientLack Lack, DrawingCommand Command)[] Commands =
    [
        (ClientLack.Nothing, new FillCommand(0, Target, Brush.Solid(1))),
        (ClientLack.Nothing, new CopyCommand(0, Target, Surface.ScreenId, new Rect(8, 8, 16, 16))),
        (ClientLack.Nothing, new ImageCommand(0, Target, Colors, new Rect(0, 0, 8, 8))),
        (ClientLack.Kind, new GlyphsCommand(0, Target, [new Glyph(Coverage, default)], Brush.Solid(1), true)),
        (ClientLack.Kind, new BlendCommand(0, Target, PixelSource.Of(Colors), 255, true)),
        (ClientLack.Mask, new FillCommand(0, Target with { Mask = new Mask(Coverage, default) }, Brush.Solid(1))),
        (ClientLack.RasterOperation, new FillCommand(0, Target, Brush.Solid(1), RasterOp.Xor)),
        (ClientLack.Pattern, new FillCommand(0, Target, Brush.Tiled(PixelSource.Of(Colors), default))),
        (ClientLack.Scaling, new ImageCommand(0, Target, Colors, new Rect(0, 0, 4, 8))),
        (ClientLack.Surface, new CopyCommand(0, Target, 3, new Rect(0, 0, 8, 8))),
        (ClientLack.Surface, new FillCommand(0, Target with { SurfaceId = 3 }, Brush.Solid(1))),
        (ClientLack.SourcePixels, new CopyCommand(0, Target, Surface.ScreenId, new Rect(60, 0, 68, 8))),
        (ClientLack.SourcePixels, new ImageCommand(0, Target, Colors, new Rect(2, 0, 10, 8))),
        (ClientLack.SourcePixels, new ImageCommand(0, Target, Coverage, new Rect(0, 0, 8, 8))),
    ];

    [Fact]
    public void A_basic_client_says_what_it_lacks() =>
        Assert.Equal(
            Commands.Select(one => one.Lack),
            Commands.Select(one => ClientProfile.Default.LackFor(one.Command, Screen))
        );

    [Fact]
    public void A_full_client_lacks_only_pixels_that_do_not_exist() =>
        Assert.All(
            Commands,
            one =>
                Assert.Equal(
                    one.Lack == ClientLack.SourcePixels ? ClientLack.SourcePixels : ClientLack.Nothing,
                    ClientProfiles.ByName("full").LackFor(one.Command, Screen)
                )
        );
}
