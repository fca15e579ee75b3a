using TraceLab.Core.Geometry;
using TraceLab.Core.Pixels;

namespace TraceLab.TraceFormat.Payloads;

/// <summary>Where on which surface an image is drawn: its left top corner.</summary>
internal readonly record struct ImagePlace(int SurfaceId, Point LeftTop);

/// <summary>
/// The images that were last stored whole for each place of each surface: what comes to the same place is often nearly
/// the same. Bounded by the bytes of the images held, which are all let go when they are too many.
/// </summary>
internal sealed class DifferenceBases
{
    private const long MaxHeldBytes = 64L << 20;

    private readonly Dictionary<ImagePlace, (Image Image, PayloadLocation Location)> _bases = [];
    private long _heldBytes;

    /// <summary>The base for an image that is drawn at a place, and where it is stored; null if there is none of its kind.</summary>
    public (Image Image, PayloadLocation Location)? Find(ImagePlace place, Image image) =>
        _bases.TryGetValue(place, out var basis) && ImageDifference.CanBase(basis.Image, image) ? basis : null;

    public void Put(ImagePlace place, Image image, PayloadLocation location)
    {
        if (image.Bytes.Length > MaxHeldBytes)
        {
            return;
        }

        if (_heldBytes + image.Bytes.Length > MaxHeldBytes)
        {
            _bases.Clear();
            _heldBytes = 0;
        }

        _heldBytes += image.Bytes.Length;
        if (_bases.TryGetValue(place, out var replaced))
        {
            _heldBytes -= replaced.Image.Bytes.Length;
        }

        _bases[place] = (image, location);
    }
}
