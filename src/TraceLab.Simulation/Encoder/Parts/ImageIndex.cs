using TraceLab.Core.Pixels;
using TraceLab.Simulation.Client;

namespace TraceLab.Simulation.Encoder.Parts;

/// <summary>
/// The encoder's end of a client cache: the same <see cref="SlotCache{T}"/> under the same additions and uses, so that it
/// names only what the client still has, and finds it by content (hazard H7). Only what is really sent may be entered.
/// </summary>
public sealed class ImageIndex
{
    private readonly SlotCache<Image> _cache;
    private readonly Dictionary<Image, int> _slots = new(ImageContent.Comparer);

    public ImageIndex(long capacityBytes, int capacityEntries) =>
        _cache = new SlotCache<Image>(capacityBytes, capacityEntries) { Evicted = image => _slots.Remove(image) };

    /// <summary>Whether the client has an image of this content; changes nothing.</summary>
    public bool TryFind(Image image, out int slot) => _slots.TryGetValue(image, out slot);

    /// <summary>The image is named once more, as the client will see it.</summary>
    public void Use(int slot) => _cache.Use(slot);

    /// <summary>The image was carried; returns whether the client keeps it.</summary>
    public bool Add(Image image)
    {
        var slot = _cache.Add(image, image.Bytes.Length);
        if (slot == SlotCache<Image>.NoSlot)
        {
            return false;
        }

        _slots[image] = slot;
        return true;
    }
}
