using TraceLab.Core.Commands;

namespace TraceLab.Simulation.Adapter;

/// <summary>
/// The device-specific form of a command, as all queues hold it (patent: the driver "converts the drawing commands to
/// device specific drawing primitives"). Surfaces come and go in the same order as drawing, so their events travel here
/// too (hazard H10); <see cref="Drawing"/> is null for those.
/// </summary>
/// <param name="Sequence">Given by the driver, one after the other, wrapping at 32 bits (hazard H8).</param>
/// <param name="Command">A drawing command, a surface created or a surface destroyed.</param>
/// <param name="SubmittedNanoseconds">Virtual time at which it entered the FIFOs.</param>
public readonly record struct DrawingPrimitive(uint Sequence, SessionEvent Command, long SubmittedNanoseconds)
{
    public DrawingCommand? Drawing => Command as DrawingCommand;
}
