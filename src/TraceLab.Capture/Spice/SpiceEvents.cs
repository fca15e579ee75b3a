using TraceLab.Core.Geometry;

namespace TraceLab.Capture.Spice;

/// <summary>
/// One whole event of a recording. <paramref name="Counter"/>: 0, 1, 2, … <paramref name="IsCommand"/>: a QXL command
/// (<see cref="SpiceCommandType"/>), else a device message. <paramref name="TimeNanoseconds"/>: CLOCK_MONOTONIC of
/// the recording machine. <paramref name="Offset"/>: bytes from the start of the recording to the event's line.
/// <paramref name="Payload"/>: null for events that have none, or none that matters to pixels.
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
/// <paramref name="Data"/>: the surface's memory from its lowest address. With a negative stride the first row on
/// screen is the last in memory.
/// </summary>
public sealed record SpicePrimary(
    uint Width,
    uint Height,
    int Stride,
    SpiceSurfaceFormat Format,
    uint Flags,
    byte[] Data
) : SpicePayload;

/// <summary>
/// <paramref name="Data"/>: the initial content, when the guest asked to keep it.
/// </summary>
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

/// <summary>
/// <paramref name="Shape"/>: only of <see cref="SpiceCursorType.Set"/>.
/// </summary>
public sealed record SpiceCursor(SpiceCursorType Type, Point Position, bool Visible, SpiceCursorShape? Shape)
    : SpicePayload;

public sealed record SpiceCursorShape(uint Type, int Width, int Height, int HotX, int HotY, byte[] Data);

/// <summary>
/// <paramref name="Box"/>: where it draws, half-open. <paramref name="Clip"/>: null for none. <paramref
/// name="SelfArea"/>: with <paramref name="UsesSelf"/>: the own pixels that serve as the image. <paramref
/// name="Dependencies"/>: three surface numbers, -1 for none.
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
