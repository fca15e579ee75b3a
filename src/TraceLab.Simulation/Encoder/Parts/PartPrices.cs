using System.Buffers;
using TraceLab.Core.Commands;
using TraceLab.Core.Geometry;
using TraceLab.Core.Pixels;
using TraceLab.Simulation.Encoder.Offscreen;
using TraceLab.Simulation.Wires;

namespace TraceLab.Simulation.Encoder.Parts;

/// <summary>What one part costs on a run's wire, given what the client has.</summary>
/// <param name="RawBytes">If nothing were compressed.</param>
/// <param name="CodedBytes">As the run's codec is expected to have it.</param>
public readonly record struct PartPrice(double RawBytes, double CodedBytes);

/// <summary>
/// The prices of a frame's parts. An image that the client lacks is charged to the first primitive of the frame that carries
/// it, because later ones will name it; what has to go off-screen first is shared out among all that read it. Weighs by really writing the part without its images; made only when asked.
/// </summary>
internal sealed class PartPrices(
    IWire wire,
    PartBuilder builder,
    SentImages sent,
    FrameCosts costs,
    OffscreenLog? offscreen
) : IImageSupply
{
    // About what it takes to say that a surface comes or goes.
    private const int SurfaceBytes = 8;

    private readonly IFrameWriter _writer = wire.CreateWriter();
    private readonly ArrayBufferWriter<byte> _scratch = new();
    private readonly HashSet<Image> _charged = new(ImageContent.Comparer);
    private readonly Dictionary<uint, PartPrice> _prices = [];
    private FrameAnalysis? _waiting;
    private double _rawBytes;
    private double _codedBytes;

    public bool Needs(PrimitiveFacts facts) => builder.Needs(facts.Drawing!);

    /// <summary>A new frame; nothing is weighed before the first price is asked for.</summary>
    public void Begin(FrameAnalysis analysis)
    {
        _waiting = analysis;
        _prices.Clear();
        _charged.Clear();
    }

    public PartPrice Of(PrimitiveFacts facts)
    {
        if (_waiting is { } analysis)
        {
            _waiting = null;
            WeighAll(analysis);
        }

        return _prices.TryGetValue(facts.Primitive.Sequence, out var price) ? price : Weigh(facts);
    }

    ImageItem IImageSupply.Coverage(Image image)
    {
        if (sent.Coverages.TryFind(image, out var slot))
        {
            return ImageItem.Named(slot);
        }

        if (!_charged.Add(image))
        {
            return ImageItem.Named(0);
        }

        var bytes = CoverageBits.CountBytes(image);
        _rawBytes += bytes;
        _codedBytes += bytes;
        return new ImageItem
        {
            Form = ImageForm.Coverage,
            Width = image.Width,
            Height = image.Height,
        };
    }

    ImageItem IImageSupply.Picture(Image image)
    {
        if (sent.Pictures.TryFind(image, out var slot))
        {
            return ImageItem.Named(slot);
        }

        if (!_charged.Add(image))
        {
            return ImageItem.Named(0);
        }

        var hasAlpha = image.Format == ImageFormat.Argb32;
        var raw = (long)image.Width * image.Height * (hasAlpha ? 4 : 3);
        _rawBytes += raw;
        _codedBytes += costs.CodedBytes(image);
        var form = hasAlpha ? ImageForm.Argb : ImageForm.Xrgb;
        return new ImageItem
        {
            Form = form,
            Width = image.Width,
            Height = image.Height,
        };
    }

    private void WeighAll(FrameAnalysis analysis)
    {
        var needs = new List<(uint Sequence, List<OffscreenEntry> Entries)>();
        for (var index = 0; index < analysis.Count; index++)
        {
            var facts = analysis.Facts[index];
            if (!facts.IsLegal || !Needs(facts))
            {
                continue;
            }

            _prices[facts.Primitive.Sequence] = Weigh(facts);
            if (offscreen is { Entries.Count: > 0 })
            {
                needs.Add((facts.Primitive.Sequence, [.. offscreen.NeededBy(facts.Drawing!, index)]));
            }
        }

        ShareOut(needs);
    }

    private void ShareOut(List<(uint Sequence, List<OffscreenEntry> Entries)> needs)
    {
        var readers = needs.SelectMany(need => need.Entries).CountBy(entry => entry).ToDictionary();
        var prices = readers.Keys.ToDictionary(entry => entry, Weigh);
        foreach (var (sequence, entries) in needs)
        {
            var own = _prices[sequence];
            _prices[sequence] = new PartPrice(
                own.RawBytes + entries.Sum(entry => prices[entry].RawBytes / readers[entry]),
                own.CodedBytes + entries.Sum(entry => prices[entry].CodedBytes / readers[entry])
            );
        }
    }

    private PartPrice Weigh(OffscreenEntry entry) =>
        entry.Command switch
        {
            DrawingCommand drawing => Weigh(drawing, entry.Bounds),
            SurfaceCreated { Initial: { } image } => new PartPrice(image.Bytes.Length, costs.CodedBytes(image)),
            _ => new PartPrice(SurfaceBytes, SurfaceBytes),
        };

    private PartPrice Weigh(PrimitiveFacts facts) => Weigh(facts.Drawing!, facts.Bounds);

    private PartPrice Weigh(DrawingCommand drawing, Rect visible)
    {
        _rawBytes = 0;
        _codedBytes = 0;
        var part = builder.Build(drawing, visible, this);
        _scratch.ResetWrittenCount();
        _writer.Begin(_scratch, hasScreen: false, 1, 0);
        var header = _scratch.WrittenCount;
        _writer.OnDraw(part);
        var written = _scratch.WrittenCount - header;
        return new PartPrice(written + _rawBytes, written + _codedBytes);
    }
}
