namespace TraceLab.Simulation.Driver;

/// <summary>
/// The line on which the driver "can trigger an interrupt to display encoder … to notify display encoder of receipt of a
/// drawing primitive that has updated framebuffer". An encoder that only polls does not listen.
/// </summary>
public interface IInterrupt
{
    void Signal(long timeNanoseconds);
}
