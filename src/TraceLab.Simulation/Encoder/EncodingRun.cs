using System.Diagnostics;
using TraceLab.Core.Pixels;
using TraceLab.Results;
using TraceLab.Simulation.Blitmaps;
using TraceLab.Simulation.Client;
using TraceLab.Simulation.Codecs;
using TraceLab.Simulation.Policies;
using TraceLab.Simulation.Wires;

namespace TraceLab.Simulation.Encoder;

/// <summary>
/// One policy on one wire with one codec: chooses, encodes, lets a client of its own decode, and checks what that client
/// shows. Several runs share one machine, because what the driver answers does not depend on any of them; each is used by
/// one thread at a time.
/// </summary>
public sealed class EncodingRun : IDisposable
{
    private readonly IFrameChooser _chooser;
    private readonly FrameCosts _costs;
    private readonly FrameEncoder _encoder;
    private readonly RemoteClient _client;
    private readonly ClientProfile _profile;
    private readonly FrameAnalysis _ownAnalysis = new();
    private readonly RegionCover _cover = new();
    private readonly bool _checks;
    private PrimitiveChoice[] _choices = [];
    private Blitmap? _pixels;
    private int _frames;

    /// <param name="result">Says what to run, and receives what comes of it.</param>
    /// <param name="policy">What chooses.</param>
    /// <param name="profile">What the client can; less on wires that have no words for all of it.</param>
    /// <param name="shared">The run's part in sharing encoded rectangles.</param>
    public EncodingRun(RunResult result, IPolicy policy, ClientProfile profile, CacheRole shared = default)
    {
        Result = result;
        var settings = result.Settings;
        var wire = WireFormats.ByName(settings.Wire);
        _profile = wire.Limit(profile);
        var codec = PixelCodecs.ByName(settings.Codec);
        _costs = new FrameCosts(wire, codec is not RawCodec);
        _chooser = policy.CreateChooser();
        _encoder = new FrameEncoder(wire, codec, _costs, shared, _profile);
        _client = new RemoteClient(wire, codec, _profile);
        _checks = settings.Checked;
    }

    public RunResult Result { get; }

    /// <summary>What this run's client shows; null before the first frame.</summary>
    public Surface? Shown => _client.Framebuffer;

    /// <summary>
    /// Handles one poll. Nothing is sent, and no frame counted, when nothing changed. The analysis given is of the machine's own
    /// profile; a run with another makes its own.
    /// </summary>
    public void OnPoll(FrameInput input, FrameAnalysis analysis)
    {
        if (analysis.Profile != _profile)
        {
            _ownAnalysis.Analyse(input.Primitives, input.Grid, _profile);
            analysis = _ownAnalysis;
        }

        var newScreen = NewScreen(input);
        var isFrame = input.RegionsChanged > 0 || (newScreen is not null && _client.Framebuffer is not null);
        if (!isFrame)
        {
            ReportUnneeded(analysis);
            return;
        }

        _frames++;
        var started = Stopwatch.GetTimestamp();
        var choices = Choose(input, analysis);
        _cover.Apply(analysis, choices, _pixels!);
        var bytes = _encoder.Encode(input, analysis, choices, _pixels!, newScreen);
        var encoded = Stopwatch.GetTimestamp();
        _client.Show(_encoder.Frame);
        var decoded = Stopwatch.GetTimestamp();
        Report(analysis, choices, _frames);
        Result.OnFrame(
            new FrameResult
            {
                Frame = _frames,
                Poll = input.Poll,
                TimeNanoseconds = input.TimeNanoseconds,
                AnsweredSequence = input.AnsweredSequence,
                RegionsMarked = input.RegionsMarked,
                RegionsTrimmed = input.RegionsTrimmed,
                RegionsSent = input.RegionsChanged,
                RegionsAsPixels = _pixels!.CountMarked(),
                RawBytes = input.RawBytes,
                EncodedBytes = bytes.Total,
                PrimitiveBytes = bytes.Primitives,
                PixelBytes = bytes.Pixels,
                CacheBytes = bytes.Cache,
                FramingBytes = bytes.Framing,
                PrimitivesSeen = FrameCounts.Seen(analysis),
                PrimitivesIsolated = FrameCounts.Isolated(analysis),
                PrimitivesLegal = FrameCounts.Legal(analysis),
                PrimitivesSent = FrameCounts.Sent(choices),
                EncodeCpuNanoseconds = Nanoseconds(started, encoded),
                DecodeCpuNanoseconds = Nanoseconds(encoded, decoded),
                WrongPixels = _checks ? Check(input, analysis) : -1,
            }
        );
    }

    public void Dispose()
    {
        _encoder.Dispose();
        _client.Dispose();
    }

    private static long Nanoseconds(long from, long to) => (long)Stopwatch.GetElapsedTime(from, to).TotalNanoseconds;

    // The client learns its screen's size with the first frame; after that a new size is something to send by itself.
    private Surface? NewScreen(FrameInput input) =>
        _client.Framebuffer is { } shown
        && shown.Width == input.Secondary.Width
        && shown.Height == input.Secondary.Height
        && shown.Format == input.Secondary.Format
            ? null
            : input.Secondary;

    private Span<PrimitiveChoice> Choose(FrameInput input, FrameAnalysis analysis)
    {
        if (_pixels is null || _pixels.Grid != input.Grid)
        {
            _pixels = new Blitmap(input.Grid);
        }

        if (_choices.Length < analysis.Count)
        {
            _choices = new PrimitiveChoice[Math.Max(analysis.Count, _choices.Length * 2)];
        }

        _pixels.CopyFrom(input.Changed);
        _costs.Begin(input, analysis);
        var choices = _choices.AsSpan(0, analysis.Count);
        _chooser.Choose(
            new FrameQuestion
            {
                Frame = input,
                Analysis = analysis,
                Costs = _costs,
            },
            choices
        );
        return choices;
    }

    private void ReportUnneeded(FrameAnalysis analysis)
    {
        if (_choices.Length < analysis.Count)
        {
            _choices = new PrimitiveChoice[analysis.Count];
        }

        var choices = _choices.AsSpan(0, analysis.Count);
        for (var index = 0; index < choices.Length; index++)
        {
            choices[index] =
                PolicyRules.Refuse(analysis.Facts[index]) ?? PrimitiveChoice.Stays(DecisionReason.TouchesTrimmedRegion);
        }

        Report(analysis, choices, frame: 0);
    }

    private void Report(FrameAnalysis analysis, ReadOnlySpan<PrimitiveChoice> choices, int frame)
    {
        for (var index = 0; index < choices.Length; index++)
        {
            if (analysis.Facts[index].Drawing is not null)
            {
                Result.OnDecision(Decisions.Describe(analysis, index, choices[index], frame));
            }
        }
    }

    private long Check(FrameInput input, FrameAnalysis analysis)
    {
        var wrong = FrameCheck.CountWrongPixels(input.Primary, _client.Framebuffer);
        if (wrong > 0 && Result.Failure is null)
        {
            Result.Failure = FrameCheck.Describe(_frames, input, analysis, _client.Framebuffer, wrong);
        }

        return wrong;
    }
}
