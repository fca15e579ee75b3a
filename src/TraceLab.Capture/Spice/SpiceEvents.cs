using TraceLab.Core.Geometry;

namespace TraceLab.Capture.Spice;

/// <summary>
/// One whole event: a QXL command (<see cref="SpiceCommandType"/>) or a device message. Counters run 0, 1, 2, …; the time
/// is CLOCK_MONOTONIC of the recording machine; the offset is that of the event's line. The payload is null where there
/// is none, or none that matters to pixels.
/// </summary>
public sealed record SpiceEvent(
    uint Counter,
    bool IsCommand,
    uint Type,
    ulong TimeNanoseconds,
    long Offset,
    SpicePayload? Payload
);

public abstract record SpicePayload;

/// <summary>
/// The screen's surface. The data is its memory from the lowest address, when the guest asked to keep it; with a negative
/// stride the first row on screen is the last in memory.
/// </summary>
public sealed record SpicePrimary(uint Width, uint Height, int Stride, SpiceSurfaceFormat Format, byte[]? Data)
    : SpicePayload;

/// <summary>An off-screen surface, with its memory when the guest asked to keep that.</summary>
public sealed record SpiceSurfaceCreate(
    uint SurfaceId,
    SpiceSurfaceFormat Format,
    uint Width,
    uint Height,
    int Stride,
    byte[]? Data
) : SpicePayload;

public sealed record SpiceSurfaceDestroy(uint SurfaceId) : SpicePayload;

public enum SpiceCursorType : uint
{
    Set = 0,
    Move = 1,
    Hide = 2,
    Trail = 3,
}

/// <summary>A cursor command; only <see cref="SpiceCursorType.Set"/> brings a shape.</summary>
public sealed record SpiceCursor(SpiceCursorType Type, Point Position, bool Visible, SpiceCursorShape? Shape)
    : SpicePayload;

public sealed record SpiceCursorShape(uint Type, int Width, int Height, int HotX, int HotY, byte[] Data);

/// <summary>
/// What is drawn, and where: a half-open box and perhaps clip rectangles. With <paramref name="UsesSelf"/> the own pixels
/// of <paramref name="SelfArea"/> serve as the image. The dependencies are three surface numbers, -1 for none.
/// </summary>
public sealed record SpiceDrawable(
    Rect Box,
    Rect[]? Clip,
    bool UsesSelf,
    Rect SelfArea,
    uint SurfaceId,
    int[] Dependencies,
    SpiceDraw Draw
) : SpicePayload;
