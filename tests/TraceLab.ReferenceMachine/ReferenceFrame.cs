using TraceLab.Results;

namespace TraceLab.ReferenceMachine;

/// <summary>What one poll found and, if it had something to send, what became of it.</summary>
public sealed record ReferenceFrame
{
    /// <summary>1, 2, 3 …; 0 where nothing was sent.</summary>
    public required int Frame { get; init; }

    public required long Poll { get; init; }

    public required long TimeNanoseconds { get; init; }

    public required uint AnsweredSequence { get; init; }

    public required int RegionsMarked { get; init; }

    public required int RegionsTrimmed { get; init; }

    public required int RegionsAsPixels { get; init; }

    /// <summary>Pixels of the changed regions at 3 bytes.</summary>
    public required long RawBytes { get; init; }

    /// <summary>One for each drawing primitive of the list, in order.</summary>
    public required IReadOnlyList<PrimitiveDecision> Decisions { get; init; }
}
