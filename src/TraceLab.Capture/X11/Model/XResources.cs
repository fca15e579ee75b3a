using TraceLab.Core.Geometry;

namespace TraceLab.Capture.X11.Model;

/// <summary>
/// All that requests have made, by resource id. Ids belong to clients: the bits outside <paramref name="idMask"/> name the
/// one, and what a client made goes with it.
/// </summary>
internal sealed class XResources(XWindow root, uint idMask)
{
    public XWindow Root { get; } = root;

    public Dictionary<uint, XWindow> Windows { get; } = new() { [root.Id] = root };

    public Dictionary<uint, XPixmap> Pixmaps { get; } = [];

    public Dictionary<uint, XGraphicsContext> Contexts { get; } = [];

    public Dictionary<uint, XPicture> Pictures { get; } = [];

    public Dictionary<uint, XGlyphSet> GlyphSets { get; } = [];

    /// <summary>Formats of RENDER by the server's numbers.</summary>
    public Dictionary<uint, PictureFormat> Formats { get; } = [];

    /// <summary>Pixmaps that nothing refers to any more; whoever takes them clears the list.</summary>
    public List<XPixmap> Dropped { get; } = [];

    public uint ClientOf(uint id) => id & ~idMask;

    public XPixmap? Keep(XPixmap? pixmap)
    {
        if (pixmap is not null)
        {
            pixmap.References++;
        }

        return pixmap;
    }

    public void Drop(XPixmap? pixmap)
    {
        if (pixmap is not null && --pixmap.References == 0)
        {
            Dropped.Add(pixmap);
        }
    }

    public void SetContext(uint id, XGraphicsContext context)
    {
        Keep(context.Tile);
        Keep(context.ClipMask);
        FreeContext(id);
        Contexts[id] = context;
    }

    public void FreeContext(uint id)
    {
        if (Contexts.Remove(id, out var old))
        {
            Drop(old.Tile);
            Drop(old.ClipMask);
        }
    }

    public void SetPicture(uint id, XPicture picture)
    {
        Keep(picture.Pixmap);
        FreePicture(id);
        Pictures[id] = picture;
    }

    public void FreePicture(uint id)
    {
        if (Pictures.Remove(id, out var old))
        {
            Drop(old.Pixmap);
        }
    }

    public void CreatePixmap(uint id, XPixmap pixmap)
    {
        FreePixmap(id);
        Pixmaps[id] = pixmap;
    }

    public void FreePixmap(uint id)
    {
        if (Pixmaps.Remove(id, out var old))
        {
            old.IsNameless = true;
            Drop(old);
        }
    }

    /// <summary>Everything but windows that belonged to a client.</summary>
    public void FreeAllOf(uint client)
    {
        OwnedBy(client, Contexts).ForEach(FreeContext);
        OwnedBy(client, Pictures).ForEach(FreePicture);
        OwnedBy(client, Pixmaps).ForEach(FreePixmap);
        OwnedBy(client, GlyphSets).ForEach(id => GlyphSets.Remove(id));
    }

    public List<uint> OwnedBy<T>(uint client, Dictionary<uint, T> resources) =>
        [.. resources.Keys.Where(id => ClientOf(id) == client)];

    /// <summary>Rectangles as requests list them: x, y, width, height in 16 bits each.</summary>
    public static List<Rect> Rectangles(Protocol.WireBytes list)
    {
        var rects = new List<Rect>(list.Length / 8);
        for (var at = 0; at + 8 <= list.Length; at += 8)
        {
            rects.Add(Rect.FromSize(list.I16(at), list.I16(at + 2), list.U16(at + 4), list.U16(at + 6)));
        }

        return rects;
    }
}
