using CsCheck;
using TraceLab.Core.Commands;
using TraceLab.Core.Geometry;
using TraceLab.Core.Pixels;
using TraceLab.Simulation.Adapter;
using TraceLab.Simulation.Blitmaps;
using TraceLab.Simulation.Client;
using TraceLab.Simulation.Encoder;

namespace TraceLab.Tests.Simulation.Policies.Optimal;

/// <summary>A frame of few primitives on few regions, with marks and prices by chance. Prices are whole bytes.</summary>
internal sealed record SmallFrame(
    DrawingCommand[] Commands,
    bool[] Marks,
    double[] RegionBytes,
    double[] PrimitiveBytes
)
{
    public static readonly RegionGrid Grid = new(44, 36, 8);

    public FrameAnalysis Analyse()
    {
        var analysis = new FrameAnalysis();
        var primitives = Commands.Select((command, index) => new DrawingPrimitive((uint)index + 1, command, 0));
        analysis.Analyse([.. primitives], Grid, ClientProfile.Default);
        return analysis;
    }

    public Blitmap Changed()
    {
        var blitmap = new Blitmap(Grid);
        for (var region = 0; region < Marks.Length; region++)
        {
            var (row, column) = Math.DivRem(region, Grid.Columns);
            if (Marks[region])
            {
                blitmap.Mark(new RegionSpan(column, row, column + 1, row + 1));
            }
        }

        return blitmap;
    }
}

/// <summary>
/// Fills, copies and images that overlap often; some invert what is there, so that they read their destination and cannot
/// go, and some copies read what is not on the screen.
/// </summary>
internal static class FrameGen
{
    public const int MaxPrimitives = 12;

    private static readonly Image Picture = new(44, 36, ImageFormat.Argb32, new byte[44 * 36 * 4]);

    private static readonly Gen<Rect> Area = Gen.Select(
        Gen.Int[-2, 40],
        Gen.Int[-2, 32],
        Gen.Int[1, 24],
        Gen.Int[1, 24],
        Rect.FromSize
    );

    private static readonly Gen<DrawingCommand> Command = Gen.Select(
        Area,
        Gen.Int[0, 9],
        Gen.Int[-2, 30],
        Gen.Int[-2, 24],
        (area, kind, x, y) => Make(new DrawTarget(Surface.ScreenId, area), kind, new Point(x, y))
    );

    public static readonly Gen<SmallFrame> Frames = Gen.Select(
        Command.Array[1, MaxPrimitives],
        Gen.Bool.Array[SmallFrame.Grid.RegionCount],
        Gen.Int[0, 200].Array[SmallFrame.Grid.RegionCount],
        Gen.Int[1, 900].Array[MaxPrimitives],
        (commands, marks, regionBytes, primitiveBytes) =>
            new SmallFrame(
                commands,
                marks,
                [.. regionBytes.Select(bytes => (double)bytes)],
                [.. primitiveBytes.Take(commands.Length).Select(bytes => (double)bytes)]
            )
    );

    private static DrawingCommand Make(DrawTarget target, int kind, Point source)
    {
        var from = Rect.FromSize(source.X, source.Y, target.Area.Width, target.Area.Height);
        return kind switch
        {
            0 => new FillCommand(0, target, Brush.Solid(0), RasterOp.Invert),
            < 4 => new FillCommand(0, target, Brush.Solid(0xFF00FF)),
            < 8 => new CopyCommand(0, target, Surface.ScreenId, from),
            _ => new ImageCommand(0, target, Picture, Rect.FromSize(0, 0, target.Area.Width, target.Area.Height)),
        };
    }
}
