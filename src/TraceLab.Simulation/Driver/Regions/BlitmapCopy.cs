using TraceLab.Simulation.Blitmaps;

namespace TraceLab.Simulation.Driver.Regions;

/// <summary>
/// Main embodiment: the driver "provides a copy of driver blitmap data structure to display encoder, which becomes …
/// encoder blitmap data structure".
/// </summary>
public sealed class BlitmapCopy : IRegionHandover
{
    public void HandOver(Blitmap driver, Blitmap encoder) => encoder.CopyFrom(driver);
}
