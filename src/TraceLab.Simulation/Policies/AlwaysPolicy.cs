using TraceLab.Core.Commands;
using TraceLab.Results;

namespace TraceLab.Simulation.Policies;

/// <summary>
/// Named kinds always go, overlap allowed, as long as what they read was not changed before by something that stays: the fixed
/// preference of most remote display protocols, which forward copies or fills whenever they hear of one.
/// </summary>
public sealed class AlwaysPolicy(string name, string description, params CommandKind[] kinds) : IPolicy, IFrameChooser
{
    public string Name => name;

    public string Description => description;

    public static AlwaysPolicy Copy() => new("always-copy", "copies always go when legal", CommandKind.Copy);

    public static AlwaysPolicy Fill() =>
        new("always-fill", "copies and fills always go when legal", CommandKind.Copy, CommandKind.Fill);

    public IFrameChooser CreateChooser() => this;

    public void Choose(in FrameQuestion question, Span<PrimitiveChoice> choices)
    {
        for (var index = 0; index < choices.Length; index++)
        {
            var facts = question.Analysis.Facts[index];
            choices[index] =
                PolicyRules.Refuse(facts)
                ?? (
                    kinds.Contains(facts.Drawing!.Kind)
                        ? PolicyRules.RefuseChangedSource(question.Analysis, index, choices)
                            ?? PolicyRules.Sent(question, facts)
                        : PrimitiveChoice.Stays(DecisionReason.KindNotNamed)
                );
        }
    }
}
