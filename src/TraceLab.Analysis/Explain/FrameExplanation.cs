using TraceLab.Results;

namespace TraceLab.Analysis.Explain;

/// <summary>
/// Collects what one run decided in one frame: the frame's counts and every primitive with its reason. Decisions of a poll
/// come before its frame, so they are kept until the frame's number is known to be another one.
/// </summary>
public sealed class FrameExplanation(int frame) : IRunObserver
{
    private readonly List<PrimitiveDecision> _decisions = [];

    public int FrameNumber { get; } = frame;

    /// <summary>The frame, or null if the run had none of that number.</summary>
    public FrameResult? Frame { get; private set; }

    /// <summary>Every primitive that the frame's list held, in order.</summary>
    public IReadOnlyList<PrimitiveDecision> Decisions => _decisions;

    /// <summary>How many frames the run had so far.</summary>
    public int FramesSeen { get; private set; }

    public void OnFrame(in FrameResult frame)
    {
        FramesSeen = frame.Frame;
        Frame = frame.Frame == FrameNumber ? frame : Frame;
    }

    public void OnDecision(in PrimitiveDecision decision)
    {
        if (decision.Frame == FrameNumber)
        {
            _decisions.Add(decision);
        }
    }

    /// <summary>The decision on the primitive of this sequence number, if the frame has it.</summary>
    public PrimitiveDecision? Find(uint sequence)
    {
        foreach (var decision in _decisions)
        {
            if (decision.Sequence == sequence)
            {
                return decision;
            }
        }

        return null;
    }
}
