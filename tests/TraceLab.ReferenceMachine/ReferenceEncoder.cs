using TraceLab.Core.Geometry;
using TraceLab.Results;

namespace TraceLab.ReferenceMachine;

/// <summary>The display encoder: the secondary framebuffer, the two requests of a poll, the choice, and what is sent.</summary>
public sealed class ReferenceEncoder(ReferenceAdapter adapter, ReferenceDriver driver, ReferenceOptions options)
{
    private ReferenceSurface? _secondary;
    private int _frames;

    public ReferenceClient Client { get; } = new();

    /// <summary>One poll. Null while there is no screen.</summary>
    public ReferenceFrame? Poll(long poll, long timeNanoseconds)
    {
        var screen = adapter.PrimaryFramebuffer;
        if (screen is not null && (_secondary is null || !_secondary.HasSizeOf(screen)))
        {
            _secondary = new ReferenceSurface(screen.Width, screen.Height, screen.Format);
        }

        var update = driver.RequestUpdate(screen is null ? null : _secondary);
        var list = driver.RequestList(update.AnsweredSequence);
        if (update.Changed is not { } changed)
        {
            return null;
        }

        var facts = ReferenceAnalysis.Of(list, changed);
        var isNewScreen = Client.Screen is { } shown && !shown.HasSizeOf(_secondary!);
        var isFrame = changed.HasMarks || isNewScreen;
        _frames += isFrame ? 1 : 0;
        var choices = isFrame
            ? ReferenceChoice.ChooseAll(facts, changed, options.Policy)
            : [.. facts.Select(NothingToSend)];
        return new ReferenceFrame
        {
            Frame = isFrame ? _frames : 0,
            Poll = poll,
            TimeNanoseconds = timeNanoseconds,
            AnsweredSequence = update.AnsweredSequence,
            RegionsMarked = update.RegionsMarked,
            RegionsTrimmed = update.RegionsTrimmed,
            RegionsAsPixels = isFrame ? Send(facts, choices, changed) : 0,
            RawBytes = changed.Marked().Sum(region => changed.PixelsOf(region.Column, region.Row).LongCount() * 3),
            Decisions = [.. Decisions(facts, choices, isFrame ? _frames : 0)],
        };
    }

    private static ReferenceChoice NothingToSend(ReferenceFacts facts) =>
        new(
            facts switch
            {
                { Regions.Count: 0 } => DecisionReason.TouchesNoRegion,
                { IsExecutable: false } => DecisionReason.ClientCannot,
                _ => DecisionReason.TouchesTrimmedRegion,
            }
        );

    // Chosen primitives in order, then pixels: of every region that some primitive left half drawn, and of every changed
    // one that nobody drew. Returns how many regions went as pixels.
    private int Send(List<ReferenceFacts> facts, List<ReferenceChoice> choices, ReferenceRegions changed)
    {
        Client.Fit(_secondary!);
        var sent = new int[changed.Columns, changed.Rows];
        var stayed = new int[changed.Columns, changed.Rows];
        for (var index = 0; index < facts.Count; index++)
        {
            foreach (var (column, row) in facts[index].Regions)
            {
                (choices[index].Goes ? sent : stayed)[column, row]++;
            }

            if (choices[index].Goes)
            {
                Client.Draw(facts[index].Drawing!);
            }
        }

        var asPixels = changed
            .All()
            .Where(region =>
                sent[region.Column, region.Row] > 0
                    ? stayed[region.Column, region.Row] > 0
                    : changed.Marks[region.Column, region.Row]
            )
            .ToList();
        foreach (var (column, row) in asPixels)
        {
            Client.Take(_secondary!, changed.PixelsOf(column, row));
        }

        return asPixels.Count;
    }

    private static IEnumerable<PrimitiveDecision> Decisions(
        List<ReferenceFacts> facts,
        List<ReferenceChoice> choices,
        int frame
    ) =>
        facts
            .Zip(choices)
            .Where(pair => pair.First.Drawing is not null)
            .Select(pair => new PrimitiveDecision
            {
                Frame = frame,
                Sequence = pair.First.Primitive.Sequence,
                Kind = pair.First.Drawing!.Kind.ToString().ToLowerInvariant(),
                X = Shown(pair.First.Area).Left,
                Y = Shown(pair.First.Area).Top,
                Width = Shown(pair.First.Area).Right - Shown(pair.First.Area).Left,
                Height = Shown(pair.First.Area).Bottom - Shown(pair.First.Area).Top,
                Regions = pair.First.Regions.Count,
                Isolated = pair.First.IsIsolated,
                Legal = pair.First.IsLegal,
                Reason = pair.Second.Reason,
                OtherSequence = pair.Second.Other < 0 ? null : facts[pair.Second.Other].Primitive.Sequence,
                ClientLacks =
                    pair.Second.Reason == DecisionReason.ClientCannot ? pair.First.ClientLacks : ClientLack.Nothing,
                PrimitiveBytes = pair.Second.PrimitiveBytes,
                PixelBytes = pair.Second.PixelBytes,
            });

    // Of what has no pixels no position is told.
    private static Rect Shown(Rect area) => ReferencePrimitive.HasPixels(area) ? area : default;
}
