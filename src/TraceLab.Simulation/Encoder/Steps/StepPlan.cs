using TraceLab.Simulation.Encoder.Offscreen;
using TraceLab.Simulation.Policies;

namespace TraceLab.Simulation.Encoder.Steps;

/// <summary>
/// The steps of a frame in order: one a part, which is a primitive, or one piece of it where the client knows no clip lists or
/// the wire no rectangles of that size; in between, at their places, what has to happen off-screen.
/// </summary>
internal static class StepPlan
{
    /// <summary>Fills <paramref name="steps"/> with those of the chosen primitives.</summary>
    public static void Make(
        FrameAnalysis analysis,
        ReadOnlySpan<PrimitiveChoice> choices,
        OffscreenLog? offscreen,
        PiecePlan pieces,
        List<FrameStep> steps
    )
    {
        steps.Clear();
        var entry = 0;
        for (var index = 0; index < choices.Length; index++)
        {
            entry = AddOffscreen(offscreen, entry, index, steps);
            if (choices[index].Goes)
            {
                AddPrimitive(analysis.Facts[index], index, pieces, steps);
            }
        }

        AddOffscreen(offscreen, entry, choices.Length, steps);
    }

    private static void AddPrimitive(PrimitiveFacts facts, int index, PiecePlan pieces, List<FrameStep> steps)
    {
        if (pieces.IsWhole(facts))
        {
            steps.Add(new FrameStep { Index = index, Area = facts.Bounds });
            return;
        }

        foreach (var piece in pieces.Of(facts))
        {
            steps.Add(
                new FrameStep
                {
                    Index = index,
                    Area = piece,
                    IsPiece = true,
                }
            );
        }
    }

    // What goes of the log before a primitive; returns where to go on.
    private static int AddOffscreen(OffscreenLog? log, int entry, int index, List<FrameStep> steps)
    {
        for (; entry < log?.Entries.Count && log.Entries[entry].Place < index; entry++)
        {
            if (log.Entries[entry].Goes)
            {
                steps.Add(new FrameStep { Offscreen = log.Entries[entry] });
            }
        }

        return entry;
    }
}
