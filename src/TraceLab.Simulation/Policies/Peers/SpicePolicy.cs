using TraceLab.Results;

namespace TraceLab.Simulation.Policies.Peers;

/// <summary>
/// SPICE's order (<c>server/display-channel.cpp</c>, <c>current_add</c> and <c>exclude_region</c>): every drawable goes in
/// its order, whatever it costs, except those that later opaque ones hid before they were sent. Here that is within a frame;
/// a real server drops also what waits longer in the pipe of a slow client.
/// </summary>
public sealed class SpicePolicy : IPolicy, IFrameChooser
{
    public string Name => "spice";

    public string Description =>
        "SPICE's rule: every primitive that can legally go, but for those hidden by later ones";

    public IFrameChooser CreateChooser() => this;

    public void Choose(in FrameQuestion question, Span<PrimitiveChoice> choices)
    {
        for (var index = 0; index < choices.Length; index++)
        {
            var facts = question.Analysis.Facts[index];
            choices[index] =
                PolicyRules.Refuse(facts)
                ?? (
                    HiddenPrimitives.IsHidden(question.Analysis, index)
                        ? PrimitiveChoice.Stays(DecisionReason.Hidden)
                        : PolicyRules.RefuseChangedSource(question.Analysis, index, choices)
                            ?? PolicyRules.Sent(question, facts)
                );
        }
    }
}
