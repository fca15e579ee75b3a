using TraceLab.Core.Geometry;
using TraceLab.Core.Pixels;
using TraceLab.Simulation.Blitmaps;

namespace TraceLab.Simulation.Driver;

/// <summary>
/// The copy of the screen that is encoded, and the encoder blitmap that says what changed in it. In the main embodiment the
/// encoder owns it and passes the driver a reference with each update request; in the alternative "video adapter driver may
/// allocate and maintain secondary framebuffer as well as encoder blitmap data structure and provide memory reference access".
/// </summary>
public sealed class SecondaryFramebuffer(int regionSize)
{
    /// <summary>After a frame it equals what a lossless client shows; null before there was a screen.</summary>
    public Surface? Pixels { get; private set; }

    /// <summary>Regions whose change is now in <see cref="Pixels"/>; null before there was a screen.</summary>
    public Blitmap? Blitmap { get; private set; }

    /// <summary>
    /// Takes over the screen's size. A screen of another size or format starts black on both sides; one of the same keeps what
    /// the client already shows (hazard H10).
    /// </summary>
    public void Fit(Surface primary)
    {
        if (
            Pixels is not null
            && Pixels.Width == primary.Width
            && Pixels.Height == primary.Height
            && Pixels.Format == primary.Format
        )
        {
            return;
        }

        Pixels = new Surface(primary.Width, primary.Height, primary.Format);
        Blitmap = new Blitmap(new RegionGrid(primary.Width, primary.Height, regionSize));
    }

    /// <summary>The session is over: the pixels are gone.</summary>
    public void Recycle() => Pixels?.Recycle();
}
