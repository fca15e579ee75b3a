namespace TraceLab.Results;

/// <summary>Why a primitive went to the client or did not: a closed list, the same in every report.</summary>
public enum DecisionReason
{
    /// <summary>It went as a primitive.</summary>
    Sent,

    /// <summary>It draws nothing on the screen: off-screen, clipped away, or its surface is gone.</summary>
    TouchesNoRegion,

    /// <summary>The client profile cannot execute it.</summary>
    ClientCannot,

    /// <summary>Another primitive of the frame touches one of its regions (<see cref="PrimitiveDecision.OtherSequence"/>).</summary>
    NotIsolated,

    /// <summary>What it reads was changed earlier in the frame by a primitive that does not go (hazards H2, H6).</summary>
    SourceChanged,

    /// <summary>Its regions would have to be repaired: trimmed, yet left in a middle state by it (hazard H5).</summary>
    TouchesTrimmedRegion,

    /// <summary>It would cost at least as many bytes as the pixels it saves.</summary>
    NotCheaper,

    /// <summary>The policy sends only named kinds, and this is not one of them.</summary>
    KindNotNamed,

    /// <summary>The policy sends no primitives at all.</summary>
    PixelsOnly,

    /// <summary>Later primitives painted over all of it, and nothing read it in between.</summary>
    Hidden,

    /// <summary>The policy did not weigh the frame: images like its own have hardly saved anything in those before.</summary>
    NotWeighed,
}
