namespace TraceLab.Capture.Spice;

// Numbers of the QXL device (spice-protocol: qxl_dev.h, enums.h) as they stand in a recording.

/// <summary>What a command event carries (QXLCmdType).</summary>
public enum SpiceCommandType : uint
{
    Nop = 0,
    Draw = 1,
    Update = 2,
    Cursor = 3,
    Message = 4,
    Surface = 5,
}

/// <summary>The device events that change what exists (RedWorkerMessage); all others only have a time.</summary>
public enum SpiceDeviceEvent : uint
{
    DestroySurfaces = 19,
    CreatePrimary = 20,
    DestroyPrimary = 21,
    ResetCursor = 22,
    LoadCommands = 25,
    DestroySurfacesAsync = 28,
    CreatePrimaryAsync = 29,
    DestroyPrimaryAsync = 30,
}

public enum SpiceDrawType : uint
{
    Nop = 0,
    Fill = 1,
    Opaque = 2,
    Copy = 3,
    CopyBits = 4,
    Blend = 5,
    Blackness = 6,
    Whiteness = 7,
    Invers = 8,
    Rop3 = 9,
    Stroke = 10,
    Text = 11,
    Transparent = 12,
    AlphaBlend = 13,
    Composite = 14,
}

public enum SpiceImageType : uint
{
    Bitmap = 0,
    Quic = 1,
    Surface = 104,
}

public enum SpiceBitmapFormat : uint
{
    OneBitLittleEndian = 1,
    OneBitBigEndian = 2,
    FourBitLittleEndian = 3,
    FourBitBigEndian = 4,
    EightBit = 5,

    /// <summary>x-5-5-5.</summary>
    SixteenBit = 6,
    TwentyFourBit = 7,

    /// <summary>B G R x.</summary>
    ThirtyTwoBit = 8,

    /// <summary>B G R A, premultiplied.</summary>
    Rgba = 9,
    EightBitAlpha = 10,
}

public enum SpiceSurfaceFormat : uint
{
    Alpha1 = 1,
    Alpha8 = 8,
    Rgb555 = 16,
    Xrgb32 = 32,
    Rgb565 = 80,
    Argb32 = 96,
}

[Flags]
public enum SpiceRop : uint
{
    None = 0,
    InvertSource = 1,
    InvertBrush = 2,
    InvertDestination = 4,
    Put = 8,
    Or = 16,
    And = 32,
    Xor = 64,
    Blackness = 128,
    Whiteness = 256,
    Invert = 512,
    InvertResult = 1024,
}

[Flags]
public enum SpiceAlphaFlags : uint
{
    None = 0,
    DestinationHasAlpha = 1,
    SourceSurfaceHasAlpha = 2,
}

/// <summary>Single bits of the flag fields.</summary>
public static class SpiceFlags
{
    public const uint KeepData = 1;
    public const uint BitmapDirect = 1;
    public const uint BitmapTopDown = 4;
    public const uint ImageHighBitsSet = 2;
    public const uint MaskInverted = 1;
    public const uint LineStyled = 8;
}
