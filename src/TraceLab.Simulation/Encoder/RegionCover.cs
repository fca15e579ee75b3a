using TraceLab.Results;
using TraceLab.Simulation.Blitmaps;
using TraceLab.Simulation.Policies;

namespace TraceLab.Simulation.Encoder;

/// <summary>
/// Works out what is left for pixels after a choice. A region goes free only if every primitive that touches it goes: then
/// its mark is cleared. A region that some but not all of them draw is marked even if it was trimmed, because the client
/// would be left with a middle state (hazards H4 and H5).
/// </summary>
public sealed class RegionCover
{
    private Blitmap? _going;
    private Blitmap? _staying;

    /// <summary>Turns the encoder blitmap (changed regions) into the regions to be sent as pixels.</summary>
    public void Apply(FrameAnalysis analysis, ReadOnlySpan<PrimitiveChoice> choices, Blitmap blitmap)
    {
        if (!AnyGoes(choices))
        {
            return;
        }

        var going = Emptied(ref _going, blitmap);
        var staying = Emptied(ref _staying, blitmap);
        for (var index = 0; index < choices.Length; index++)
        {
            // Nothing is left of a hidden one, so no region waits for it.
            if (choices[index].Reason != DecisionReason.Hidden)
            {
                (choices[index].Goes ? going : staying).Mark(analysis.Facts[index].Span);
            }
        }

        // What some draw that go is left for pixels if others draw it too that stay, even if it was trimmed.
        blitmap.CopyFrom(staying, where: going);
    }

    private static bool AnyGoes(ReadOnlySpan<PrimitiveChoice> choices)
    {
        foreach (ref readonly var choice in choices)
        {
            if (choice.Goes)
            {
                return true;
            }
        }

        return false;
    }

    private static Blitmap Emptied(ref Blitmap? scratch, Blitmap like)
    {
        if (scratch?.Grid == like.Grid)
        {
            scratch.ClearAll();
        }
        else
        {
            scratch = new Blitmap(like.Grid);
        }

        return scratch;
    }
}
