using TraceLab.Simulation.Blitmaps;

namespace TraceLab.Simulation.Driver.Regions;

/// <summary>
/// The form in which the driver tells the encoder, at the end of an update request, which regions of the secondary
/// framebuffer changed. Afterwards the encoder blitmap has exactly the driver's marks.
/// </summary>
public interface IRegionHandover
{
    /// <param name="driver">The driver blitmap after trimming; the driver clears it afterwards.</param>
    /// <param name="encoder">The encoder blitmap, of the same grid; what it held before is overwritten.</param>
    void HandOver(Blitmap driver, Blitmap encoder);
}
