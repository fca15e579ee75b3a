using TraceLab.Results;
using TraceLab.Simulation.Encoder;

namespace TraceLab.Simulation.Policies;

/// <summary>What policies share, a user's own among them: the reasons that hold whatever a policy prefers.</summary>
public static class PolicyRules
{
    /// <summary>The choice for a primitive that cannot go by itself; null if nothing of its own forbids it.</summary>
    public static PrimitiveChoice? Refuse(PrimitiveFacts facts)
    {
        if (facts.Span.IsEmpty)
        {
            return PrimitiveChoice.Stays(DecisionReason.TouchesNoRegion);
        }

        return facts.IsExecutable ? null : PrimitiveChoice.Stays(DecisionReason.ClientCannot);
    }

    /// <summary>The choice for a primitive that may not legally go, whatever else does.</summary>
    public static PrimitiveChoice RefuseIllegal(PrimitiveFacts facts) =>
        facts.Span.IsEmpty ? PrimitiveChoice.Stays(DecisionReason.TouchesNoRegion)
        : facts.IsExecutable ? PrimitiveChoice.Stays(DecisionReason.SourceChanged, facts.SourceBlocker)
        : PrimitiveChoice.Stays(DecisionReason.ClientCannot);

    /// <summary>
    /// The patent's rule up to its choice: the client can execute it, it is isolated, and (which the patent omits) what it
    /// reads was not changed before by a primitive that stays. Called in order, with the choices made so far.
    /// </summary>
    public static PrimitiveChoice? RefuseUnlessIsolated(
        FrameAnalysis analysis,
        int index,
        ReadOnlySpan<PrimitiveChoice> soFar
    )
    {
        var facts = analysis.Facts[index];
        if (Refuse(facts) is { } refused)
        {
            return refused;
        }

        if (!facts.IsIsolated)
        {
            return PrimitiveChoice.Stays(DecisionReason.NotIsolated, facts.IsolationBlocker);
        }

        return RefuseChangedSource(analysis, index, soFar);
    }

    /// <summary>The choice for a primitive that reads what an earlier one changed that stays; null if there is none.</summary>
    public static PrimitiveChoice? RefuseChangedSource(
        FrameAnalysis analysis,
        int index,
        ReadOnlySpan<PrimitiveChoice> soFar
    )
    {
        var facts = analysis.Facts[index];
        for (var earlier = 0; facts.ReadsScreen && earlier < index; earlier++)
        {
            // Who reads the place of a hidden one reads what hides it.
            var changes = !soFar[earlier].Goes && soFar[earlier].Reason != DecisionReason.Hidden;
            if (changes && FrameAnalysis.Changes(analysis.Facts[earlier], facts))
            {
                return PrimitiveChoice.Stays(DecisionReason.SourceChanged, earlier);
            }
        }

        return null;
    }

    /// <summary>The choice for a primitive that goes whatever it costs.</summary>
    public static PrimitiveChoice Sent(in FrameQuestion question, PrimitiveFacts facts) =>
        new()
        {
            Reason = DecisionReason.Sent,
            Blocker = -1,
            PixelBytes = question.Costs.RawPixelBytes(facts.Span),
        };

    /// <summary>The verdict on a primitive that may go: it does if it is cheaper than the pixels that it accounts for.</summary>
    /// <param name="primitiveBytes">What it takes, as the policy counts.</param>
    /// <param name="pixelBytes">What its changed pixels take; 0 if all were trimmed.</param>
    /// <param name="isCheaper">Whether the policy finds the primitive cheaper, in bytes or in time.</param>
    public static PrimitiveChoice Weigh(long primitiveBytes, long pixelBytes, bool isCheaper) =>
        new()
        {
            Blocker = -1,
            PrimitiveBytes = primitiveBytes,
            PixelBytes = pixelBytes,
            Reason = (pixelBytes, isCheaper) switch
            {
                (0, _) => DecisionReason.TouchesTrimmedRegion,
                (_, true) => DecisionReason.Sent,
                _ => DecisionReason.NotCheaper,
            },
        };
}
