namespace TraceLab.Simulation.Client;

/// <summary>The named client profiles: one more is one entry here.</summary>
public static class ClientProfiles
{
    public const string Default = "basic";

    private const long KiB = 1024;
    private const long MiB = 1024 * KiB;

    /// <summary>What VNC viewers have: RFC 6143 has CopyRect, RRE for a fill, pixels for all else, and no clip lists.</summary>
    private static ClientProfile Rfb { get; } =
        new()
        {
            Name = "rfb",
            Description = "a VNC viewer: copies, fills and pixels, no clip lists",
            ClipLists = false,
        };

    /// <summary>
    /// Drawing orders of MS-RDPEGDI with the caches that its capability sets allow: ten glyph caches of 254 entries, bitmap
    /// caches that hold a few screens of tiles. Off-screen bitmaps are an order of their own there.
    /// </summary>
    private static ClientProfile Rdp { get; } =
        new()
        {
            Name = "rdp",
            Description =
                "RDP drawing orders: copies, fills, raster operations, glyph and bitmap cache, off-screen bitmaps",
            Glyphs = true,
            Surfaces = true,
            RasterOperations = true,
            GlyphCacheBytes = 2 * MiB,
            GlyphCacheEntries = 2540,
            ImageCacheBytes = 16 * MiB,
            ImageCacheEntries = 4096,
        };

    /// <summary>The SPICE drawing commands; text carries its glyphs each time, images are cached by the client.</summary>
    private static ClientProfile Spice { get; } =
        new()
        {
            Name = "spice",
            Description = "SPICE drawing commands: glyphs carried with each run, an image cache, surfaces",
            Glyphs = true,
            Surfaces = true,
            Blend = true,
            Transparent = true,
            RasterOperations = true,
            Masks = true,
            Patterns = true,
            Scaling = true,
            ImageCacheBytes = 20 * MiB,
            ImageCacheEntries = 4096,
        };

    private static ClientProfile Full { get; } =
        Spice with
        {
            Name = "full",
            Description = "all that the adapter can, with glyph and image caches and surfaces",
            GlyphCacheBytes = 1 * MiB,
            GlyphCacheEntries = 8192,
            ImageCacheBytes = 64 * MiB,
            ImageCacheEntries = 16384,
        };

    // After what it lists: fields of a type get their values in the order in which they stand.
    public static IReadOnlyList<ClientProfile> All { get; } = [ClientProfile.Default, Rfb, Rdp, Spice, Full];

    /// <exception cref="ArgumentException">There is no profile of that name.</exception>
    public static ClientProfile ByName(string name) => ByName(name, []);

    /// <summary>Looks among the profiles that a user brought, then among the named ones.</summary>
    /// <exception cref="ArgumentException">There is no profile of that name.</exception>
    public static ClientProfile ByName(string name, IEnumerable<ClientProfile> own) =>
        own.Concat(All).FirstOrDefault(profile => profile.Name == name)
        ?? throw new ArgumentException(
            $"unknown client profile '{name}': expected one of {string.Join(", ", All.Select(p => p.Name))}",
            nameof(name)
        );
}
