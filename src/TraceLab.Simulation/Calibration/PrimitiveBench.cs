using System.Buffers;
using System.Diagnostics;
using TraceLab.Core.Commands;
using TraceLab.Core.Geometry;
using TraceLab.Core.Pixels;
using TraceLab.Simulation.Client;
using TraceLab.Simulation.Codecs;
using TraceLab.Simulation.Pricing;
using TraceLab.Simulation.Wires;

namespace TraceLab.Simulation.Calibration;

/// <summary>
/// Times primitives of one kind on the compact wire: writing them into a frame, and a client that reads the frame and
/// executes them. Payloads of the pixel codec are priced apart, so images draw what the client keeps.
/// </summary>
internal sealed class PrimitiveBench(CommandKind kind, CalibrationOptions options)
{
    private const int PerFrame = 32;
    private const int OffScreen = 1;

    private static readonly (int Width, int Height)[] Sizes = [(8, 8), (64, 16), (128, 64), (256, 256)];

    private readonly IWire _wire = WireFormats.ByName(WireFormats.Default);
    private readonly ArrayBufferWriter<byte> _frame = new();

    public TwoWayCost Measure()
    {
        var encode = new List<CostSample>();
        var decode = new List<CostSample>();
        foreach (var (width, height) in Sizes)
        {
            var area = Rect.FromSize(16, 16, width, height);
            var work = new WorkAmount(PerFrame, PerFrame * area.Area, Bytes: 0);
            encode.Add(new CostSample(work, Best(() => Write(area))));
            decode.Add(new CostSample(work, BestRead()));
        }

        return new TwoWayCost { Encode = CostFit.Fit(encode), Decode = CostFit.Fit(decode) };
    }

    private double BestRead()
    {
        using var client = new RemoteClient(_wire, PixelCodecs.ByName("raw"), ClientProfiles.ByName("full"));
        client.OnScreen(CalibrationPictures.Edge, CalibrationPictures.Edge, SurfaceFormat.Xrgb32);
        client.OnSurface(
            OffScreen,
            CalibrationPictures.Edge,
            CalibrationPictures.Edge,
            SurfaceFormat.Xrgb32,
            initial: null
        );
        return Best(() => client.Show(_frame.WrittenSpan));
    }

    private void Write(Rect area)
    {
        _frame.ResetWrittenCount();
        var writer = _wire.CreateWriter();
        writer.Begin(_frame, hasScreen: false, PerFrame, rectangles: 0);
        for (var index = 0; index < PerFrame; index++)
        {
            switch (kind)
            {
                case CommandKind.Fill:
                    writer.OnFill(area, [], (uint)index);
                    break;
                case CommandKind.Copy:
                    writer.OnCopy(area, [], new Point(area.Left, area.Top + (index % 2 * 16)));
                    break;
                default:
                    writer.OnDraw(PartOf(area));
                    break;
            }
        }
    }

    private DrawPart PartOf(Rect area) =>
        kind switch
        {
            CommandKind.Glyphs => new DrawPart
            {
                Kind = kind,
                Area = area,
                Brush = new BrushPart(0xFFFFFF, Pattern: null, new Point(0, 0)),
                Glyphs = [new GlyphPart(Letters(area), new Point(area.Left, area.Top))],
            },
            // An image that the client has is drawn as a copy from elsewhere.
            CommandKind.Image => OffScreenPart(CommandKind.Copy, area),
            _ => OffScreenPart(kind, area),
        };

    private static DrawPart OffScreenPart(CommandKind kind, Rect area) =>
        new()
        {
            Kind = kind,
            Area = area,
            Pixels = new SourcePart(Image: null, OffScreen, area),
            Brush = kind == CommandKind.Rop3 ? new BrushPart(0xFFFFFF, Pattern: null, new Point(0, 0)) : null,
            // Half transparent for a blend; source and pattern both count for a ternary raster operation.
            Code = 0x80,
        };

    private static ImageItem Letters(Rect area) =>
        new()
        {
            Form = ImageForm.Bits,
            Width = area.Width,
            Height = area.Height,
            Payload = Enumerable.Repeat((byte)0x5A, (area.Width + 7) / 8 * area.Height).ToArray(),
        };

    // Nanoseconds of the least disturbed of the repeats, after a warm-up.
    private double Best(Action action)
    {
        var started = Stopwatch.GetTimestamp();
        do
        {
            action();
        } while (Stopwatch.GetElapsedTime(started) < options.WarmUp / Sizes.Length);

        var best = long.MaxValue;
        for (var repeat = 0; repeat < options.Repeats; repeat++)
        {
            var from = Stopwatch.GetTimestamp();
            action();
            best = Math.Min(best, Stopwatch.GetTimestamp() - from);
        }

        return best * 1e9 / Stopwatch.Frequency;
    }
}
