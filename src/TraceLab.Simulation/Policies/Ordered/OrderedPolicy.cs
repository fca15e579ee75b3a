using TraceLab.Results;

namespace TraceLab.Simulation.Policies.Ordered;

/// <summary>
/// Not only isolated primitives: overlap is fine while order and sources hold. Chooses by the bytes that wire and codec are
/// expected to yield.
/// </summary>
public sealed class OrderedPolicy : IPolicy
{
    public string Name => "ordered";

    public string Description => "all primitives that pay, overlap allowed, order and sources kept";

    public IFrameChooser CreateChooser() => new Chooser();

    private sealed class Chooser : IFrameChooser
    {
        // A byte for so many changed pixels is less than a codec makes of them, as good as always.
        private const int PixelsOfByte = 16;

        private readonly OrderedSelection _selection = new();
        private readonly WeighingPause _pause = new();

        public void Choose(in FrameQuestion question, Span<PrimitiveChoice> choices)
        {
            if (TrySendAll(question, choices))
            {
                return;
            }

            var analysis = question.Analysis;
            var isWeighed = analysis.CountLegal > 0 && !_pause.Covers(question.Frame, analysis);
            if (isWeighed)
            {
                _selection.Select(question.Frame, analysis, question.Costs);
                if (!question.Costs.AreExact)
                {
                    var (saved, pixels) = _selection.Weighed();
                    _pause.OnWeighed(saved, pixels);
                }
            }

            for (var index = 0; index < choices.Length; index++)
            {
                var facts = analysis.Facts[index];
                choices[index] =
                    !facts.IsLegal ? PolicyRules.RefuseIllegal(facts)
                    : isWeighed ? Weighed(index)
                    : PrimitiveChoice.Stays(DecisionReason.NotWeighed);
            }
        }

        // No image is among them, all may go and account for as much as has changed (what several draw counted for each), and
        // together they take next to nothing: then they need no weighing. Else nothing is chosen yet.
        private static bool TrySendAll(in FrameQuestion question, Span<PrimitiveChoice> choices)
        {
            var (analysis, costs) = (question.Analysis, question.Costs);
            if (costs.AreExact || analysis.CountLegal < analysis.Count || analysis.CountLegalImages > 0)
            {
                return false;
            }

            var (bytes, pixelBytes) = (0L, 0L);
            for (var index = 0; index < choices.Length; index++)
            {
                var facts = analysis.Facts[index];
                choices[index] = PolicyRules.Sent(question, facts);
                bytes += costs.RawPrimitiveBytes(facts);
                pixelBytes += choices[index].PixelBytes;
            }

            return pixelBytes >= question.Frame.RawBytes && bytes * PixelsOfByte <= question.Frame.ChangedPixels;
        }

        private PrimitiveChoice Weighed(int index) =>
            new()
            {
                Reason = _selection.Goes(index) ? DecisionReason.Sent : DecisionReason.NotCheaper,
                Blocker = -1,
                PrimitiveBytes = (long)Math.Ceiling(_selection.PrimitiveBytes(index)),
                PixelBytes = (long)Math.Ceiling(_selection.PixelBytes(index)),
            };
    }
}
