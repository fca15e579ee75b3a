namespace TraceLab.Simulation.Wires.Modelled;

/// <summary>Hears the parts of a frame and says what each takes in the protocol that a wire models.</summary>
internal interface IPartLengths : IFrameSink
{
    /// <summary>Bytes of the part that was heard last, its payloads included.</summary>
    int Bytes { get; }
}
