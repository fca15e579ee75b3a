using TraceLab.Core.Faults;
using TraceLab.Results;
using TraceLab.Simulation.Encoder;
using TraceLab.Simulation.Policies.Proposals;

namespace TraceLab.Simulation.Policies.Own;

/// <summary>
/// A policy that a user wrote, watched: an exception of it, or a choice that no client can follow, ends the run with an error
/// that names the policy, the poll and the primitive. A choice that a client can follow but that breaks order or sources is
/// left to the client check, which sees the wrong pixels.
/// </summary>
internal sealed class WatchedPolicy(IPolicy own) : IPolicy
{
    public string Name => own.Name;

    public string Description => own.Description;

    public IFrameChooser CreateChooser() => new Chooser(own.Name, Guard(own.Name, null, own.CreateChooser));

    public IFrameProposer? CreateProposer() =>
        Guard(own.Name, null, own.CreateProposer) is { } proposer ? new Proposer(own.Name, proposer) : null;

    private static T Guard<T>(string name, long? poll, Func<T> run)
    {
        try
        {
            return run();
        }
        catch (Exception fault) when (fault is not InputFaultException)
        {
            throw Failed(name, poll, fault);
        }
    }

    private static InputFaultException Failed(string name, long? poll, Exception fault) =>
        new(
            poll is null ? $"policy '{name}' failed" : $"policy '{name}' failed at poll {poll}",
            found: $"{fault.GetType().Name}: {fault.Message}",
            inner: fault
        );

    private sealed class Chooser(string name, IFrameChooser own) : IFrameChooser
    {
        public void Choose(in FrameQuestion question, Span<PrimitiveChoice> choices)
        {
            // Nothing of an earlier frame shows through where the policy leaves a primitive out.
            choices.Fill(PrimitiveChoice.Stays(DecisionReason.KindNotNamed));
            try
            {
                own.Choose(question, choices);
            }
            catch (Exception fault)
            {
                throw Failed(name, question.Frame.Poll, fault);
            }

            for (var index = 0; index < choices.Length; index++)
            {
                Require(question, index, choices[index]);
            }
        }

        private void Require(in FrameQuestion question, int index, in PrimitiveChoice choice)
        {
            var facts = question.Analysis.Facts[index];
            if (choice.Goes && !facts.IsExecutable)
            {
                throw Broken(
                    question,
                    facts,
                    "a primitive that the client can execute",
                    $"one it cannot ({Lack(facts)})"
                );
            }

            if (!Enum.IsDefined(choice.Reason))
            {
                throw Broken(question, facts, $"a {nameof(DecisionReason)}", $"{(int)choice.Reason}");
            }

            if (choice.Blocker < -1 || choice.Blocker >= question.Analysis.Count)
            {
                throw Broken(
                    question,
                    facts,
                    $"a blocker from -1 to {question.Analysis.Count - 1}",
                    $"{choice.Blocker}"
                );
            }
        }

        private InputFaultException Broken(
            in FrameQuestion question,
            PrimitiveFacts facts,
            string expected,
            string found
        ) =>
            new(
                $"policy '{name}' broke the rules at poll {question.Frame.Poll}, primitive {facts.Primitive.Sequence}",
                expected: expected,
                found: found
            );

        private static string Lack(PrimitiveFacts facts) =>
            facts.Drawing is null ? "a surface that came or went"
            : facts.Bounds.IsEmpty ? "nothing on the screen"
            : $"it lacks {facts.ClientLacks}";
    }

    private sealed class Proposer(string name, IFrameProposer own) : IFrameProposer
    {
        public void Propose(FrameInput frame, ProposedFrame proposed) =>
            Guard<object?>(
                name,
                frame.Poll,
                () =>
                {
                    own.Propose(frame, proposed);
                    return null;
                }
            );
    }
}
