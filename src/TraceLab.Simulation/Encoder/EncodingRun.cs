using System.Diagnostics;
using TraceLab.Core.Pixels;
using TraceLab.Results;
using TraceLab.Simulation.Adapter;
using TraceLab.Simulation.Blitmaps;
using TraceLab.Simulation.Client;
using TraceLab.Simulation.Codecs;
using TraceLab.Simulation.Encoder.Shadow;
using TraceLab.Simulation.Policies;
using TraceLab.Simulation.Pricing;

namespace TraceLab.Simulation.Encoder;

/// <summary>
/// One policy on one wire with one codec: chooses, encodes, lets a client of its own decode, and checks what that client
/// shows; one call each for a poll, in this order. Several runs share one machine, because what the driver answers does not
/// depend on any of them; each is used by one thread at a time.
/// </summary>
public sealed class EncodingRun : IDisposable
{
    private readonly IFrameChooser _chooser;
    private readonly FrameProposals? _proposals;
    private readonly FrameCosts _costs;
    private readonly TrialEncoder _trials;
    private readonly FrameEncoder _encoder;
    private readonly RemoteClient _client;
    private readonly ClientProfile _profile;
    private readonly FrameAnalysis _ownAnalysis = new();
    private readonly FramePricer _pricer;
    private readonly TimeCosts _times;
    private readonly bool _isPriced;
    private readonly RegionCover _cover = new();
    private readonly FrameCheck? _check;
    private readonly ScreenFidelity? _fidelity;
    private PrimitiveChoice[] _choices = [];
    private Blitmap? _pixels;
    private (int Width, int Height, SurfaceFormat Format) _toldScreen;
    private int _frames;

    // The poll being handled. No analysis means that there is no frame to make of it.
    private FrameInput? _input;
    private FrameAnalysis? _analysis;
    private Surface? _newScreen;
    private FrameBytes _bytes;
    private long _chooseTicks;
    private long _encodeTicks;

    /// <param name="result">Says what to run, and receives what comes of it.</param>
    /// <param name="policy">What chooses.</param>
    /// <param name="profile">What the client can; less on wires that have no words for all of it.</param>
    /// <param name="shared">The run's part in sharing encoded rectangles.</param>
    /// <param name="costs">Prices every frame; null to leave time out.</param>
    public EncodingRun(
        RunResult result,
        IPolicy policy,
        ClientProfile profile,
        CacheRole shared = default,
        CostProfile? costs = null
    )
    {
        Result = result;
        var settings = result.Settings;
        var format = RunFormat.Of(settings);
        _profile = format.Wire.Limit(profile);
        if (policy.CreateProposer() is { } proposer)
        {
            // What is found in pixels names nothing but the screen.
            _profile = _profile with
            {
                Surfaces = false,
            };
            _proposals = new FrameProposals(proposer, _profile);
        }

        _costs = new FrameCosts(format);
        _trials = new TrialEncoder(format, _costs);
        _chooser = policy.CreateChooser();
        _encoder = new FrameEncoder(format, _costs, shared, _profile);
        _client = new RemoteClient(format.Wire, format.Codec, _profile);
        _check = settings.Checked ? new FrameCheck() : null;
        _fidelity = settings.Checked && format.Codec.IsLossy ? new ScreenFidelity() : null;
        result.IsLossy = format.Codec.IsLossy;
        FollowsLeader = shared is { Cache: not null, Leads: false };
        _isPriced = costs is not null;
        _pricer = new FramePricer(costs ?? CostProfile.Default, PixelCodecs.ByName(settings.Codec).Family);
        _times = new TimeCosts(_costs, _pricer, settings.Link);
    }

    public RunResult Result { get; }

    /// <summary>The bytes of the last frame; valid until the next one.</summary>
    public ReadOnlySpan<byte> Frame => _encoder.Frame;

    /// <summary>What this run's client shows; null before the first frame.</summary>
    public Surface? Shown => _client.Framebuffer;

    /// <summary>Whether another run has to encode before this one does.</summary>
    public bool FollowsLeader { get; }

    /// <summary>
    /// Decides what goes of a poll that has something to send; otherwise its primitives are reported as unneeded, and no frame
    /// is counted. The analysis given is of the machine's own profile; a run with another makes its own.
    /// </summary>
    public void Choose(FrameInput input, FrameAnalysis analysis)
    {
        _newScreen = NewScreen(input);
        if (_proposals is null && analysis.Profile != _profile)
        {
            var offscreen = _encoder.Offscreen;
            offscreen?.Review(input.Primitives, input.Grid.Bounds, _newScreen is not null);
            _ownAnalysis.Analyse(
                input.Primitives,
                input.Grid,
                _profile,
                offscreen is null ? null : offscreen.HasSource
            );
            analysis = _ownAnalysis;
        }

        _input = input;
        _analysis = null;
        if (input.RegionsChanged == 0 && (_newScreen is null || _client.Framebuffer is null))
        {
            ReportUnneeded(analysis);
            _encoder.Offscreen?.Commit(isFrame: false);
            return;
        }

        _frames++;
        var started = Stopwatch.GetTimestamp();
        _analysis = analysis = _proposals?.Find(input) ?? analysis;
        Choose(input, analysis, ChoicesOf(analysis));
        _cover.Apply(analysis, ChoicesOf(analysis), _pixels!);
        _chooseTicks = _encodeTicks = Stopwatch.GetTimestamp() - started;
    }

    /// <summary>The primitives of a poll that met no screen: what they drew off-screen may be shown later.</summary>
    public void OnNoScreen(List<DrawingPrimitive> primitives) => _encoder.Offscreen?.OnNoScreen(primitives);

    /// <summary>Makes the bytes of the frame, if there is one.</summary>
    public void Encode()
    {
        if (_analysis is { } analysis)
        {
            var started = Stopwatch.GetTimestamp();
            _bytes = _encoder.Encode(_input!, analysis, ChoicesOf(analysis), _pixels!, _newScreen);
            _toldScreen = FormOf(_input!.Secondary);
            _encoder.Offscreen?.Commit(isFrame: true);
            _encodeTicks += Stopwatch.GetTimestamp() - started;
        }
    }

    /// <summary>Lets the client show the frame, if there is one, and reports it.</summary>
    public void Show()
    {
        if (_analysis is not { } analysis)
        {
            return;
        }

        var input = _input!;
        var started = Stopwatch.GetTimestamp();
        _client.Show(_encoder.Frame);
        var decodeTicks = Stopwatch.GetTimestamp() - started;
        _proposals?.End();
        Report(analysis, ChoicesOf(analysis), _frames);
        var counts = FrameCounts.Of(analysis, ChoicesOf(analysis));
        if (_isPriced)
        {
            var (encode, decode) = _pricer.Price(_client.Work);
            Result.OnTiming(new FrameTiming(encode, decode, input.CommandTimes));
        }

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
                RegionsAsPixels = _encoder.RegionsAsPixels,
                RawBytes = input.RawBytes,
                EncodedBytes = _bytes.Total,
                PrimitiveBytes = _bytes.Primitives,
                PixelBytes = _bytes.Pixels,
                CacheBytes = _bytes.Cache,
                FramingBytes = _bytes.Framing,
                PrimitivesSeen = counts.Seen,
                PrimitivesIsolated = counts.Isolated,
                PrimitivesLegal = counts.Legal,
                PrimitivesSent = counts.Sent,
                EncodeCpuNanoseconds = Nanoseconds(_encodeTicks),
                ChooseCpuNanoseconds = Nanoseconds(_chooseTicks),
                DetectCpuNanoseconds = Nanoseconds(_proposals?.Ticks ?? 0),
                DecodeCpuNanoseconds = Nanoseconds(decodeTicks),
                WrongPixels = _check is null ? -1 : Check(_check, input, analysis),
                Fidelity = _fidelity?.Compare(input.Primary, _client.Framebuffer!),
            }
        );
    }

    public void Dispose()
    {
        _encoder.Dispose();
        _trials.Dispose();
        _client.Dispose();
    }

    private static long Nanoseconds(long ticks) => (long)Stopwatch.GetElapsedTime(0, ticks).TotalNanoseconds;

    // The client learns its screen's size with the first frame; after that a new size is something to send by itself.
    private Surface? NewScreen(FrameInput input) => _toldScreen == FormOf(input.Secondary) ? null : input.Secondary;

    private static (int Width, int Height, SurfaceFormat Format) FormOf(Surface screen) =>
        (screen.Width, screen.Height, screen.Format);

    private Span<PrimitiveChoice> ChoicesOf(FrameAnalysis analysis)
    {
        if (_choices.Length < analysis.Count)
        {
            _choices = new PrimitiveChoice[Math.Max(analysis.Count, _choices.Length * 2)];
        }

        return _choices.AsSpan(0, analysis.Count);
    }

    private void Choose(FrameInput input, FrameAnalysis analysis, Span<PrimitiveChoice> choices)
    {
        if (_pixels is null || _pixels.Grid != input.Grid)
        {
            _pixels = new Blitmap(input.Grid);
        }

        _pixels.CopyFrom(input.Changed);
        _costs.Begin(input, analysis);
        _trials.Begin(input);
        _chooser.Choose(
            new FrameQuestion
            {
                Frame = input,
                Analysis = analysis,
                Costs = _costs,
                Trials = _trials,
                Times = _times,
            },
            choices
        );
    }

    private void ReportUnneeded(FrameAnalysis analysis)
    {
        if (_proposals is not null)
        {
            return;
        }

        var choices = ChoicesOf(analysis);
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

    private long Check(FrameCheck check, FrameInput input, FrameAnalysis analysis)
    {
        _encoder.Shadow?.Writes.Advance();
        var expected = _encoder.Shadow ?? input.Primary;
        var wrong = check.CountWrongPixels(expected, _client.Framebuffer);
        if (wrong > 0 && Result.Failure is null)
        {
            Result.Failure = FrameCheck.Describe(_frames, input, analysis, expected, _client.Framebuffer, wrong);
        }

        return wrong;
    }
}
