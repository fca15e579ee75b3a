namespace TraceLab.Results;

/// <summary>What a client would need to execute a primitive: a closed list, the same in every report.</summary>
public enum ClientLack
{
    /// <summary>Nothing: it can execute it.</summary>
    Nothing,

    /// <summary>Drawing of this kind at all.</summary>
    Kind,

    Mask,

    /// <summary>Raster operations other than plain copy.</summary>
    RasterOperation,

    /// <summary>Repeated patterns.</summary>
    Pattern,

    /// <summary>Sources of another size than the target.</summary>
    Scaling,

    /// <summary>Off-screen surfaces.</summary>
    Surface,

    /// <summary>The pixels of the off-screen surface that it reads: this client's does not hold them.</summary>
    SurfacePixels,

    /// <summary>Source pixels that exist: some lie outside the screen or the image, or are no colours.</summary>
    SourcePixels,
}

/// <summary>How reports name a <see cref="ClientLack"/>.</summary>
public static class ClientLackNames
{
    private static readonly string[] Names =
    [
        "",
        "kind",
        "mask",
        "raster_operation",
        "pattern",
        "scaling",
        "surface",
        "surface_pixels",
        "source_pixels",
    ];

    private static readonly string[] AllWords =
    [
        "nothing",
        "drawing of this kind",
        "masks",
        "raster operations",
        "patterns",
        "scaling",
        "off-screen surfaces",
        "what the off-screen surface holds",
        "source pixels that exist",
    ];

    /// <summary>As files have it; empty for nothing.</summary>
    public static string Name(this ClientLack lack) => Names[(int)lack];

    /// <summary>As sentences have it, behind "it lacks".</summary>
    public static string Words(this ClientLack lack) => AllWords[(int)lack];
}
