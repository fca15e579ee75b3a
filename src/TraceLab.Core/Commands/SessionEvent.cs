using TraceLab.Core.Geometry;
using TraceLab.Core.Pixels;

namespace TraceLab.Core.Commands;

/// <summary>
/// One thing that happened in a session. Times are nanoseconds since the source's first event, never decreasing.
/// Events are immutable: a reader makes one, and anyone may keep it, unless the reader was asked to lend its images.
/// </summary>
public abstract record SessionEvent(long TimeNanoseconds);

/// <summary>
/// A surface came into being (<see cref="Surface.ScreenId"/>: the screen was created or resized). An existing surface of
/// the same number is replaced. Black unless an initial image is given.
/// </summary>
public sealed record SurfaceCreated(
    long TimeNanoseconds,
    int SurfaceId,
    int Width,
    int Height,
    SurfaceFormat Format,
    Image? Initial
) : SessionEvent(TimeNanoseconds);

public sealed record SurfaceDestroyed(long TimeNanoseconds, int SurfaceId) : SessionEvent(TimeNanoseconds);

public enum CursorAction : byte
{
    Set = 0,
    Move = 1,
    Hide = 2,
    Trail = 3,
}

/// <summary>What a cursor looks like. The encoding of the data is the source's (SPICE cursor types 0 to 6).</summary>
public sealed record CursorShape(int Type, int Width, int Height, int HotX, int HotY, byte[] Data);

/// <summary>A cursor change. Cursors are never part of a framebuffer.</summary>
public sealed record CursorChanged(
    long TimeNanoseconds,
    CursorAction Action,
    Point Position,
    bool Visible,
    CursorShape? Shape
) : SessionEvent(TimeNanoseconds);

/// <summary>A note made by a person or a script ("scroll starts").</summary>
public sealed record Marker(long TimeNanoseconds, string Text) : SessionEvent(TimeNanoseconds);

/// <summary>
/// Something the recorder could not record exactly, <paramref name="Count"/> times. The cause is a short stable name such
/// as <c>quic-image</c>; the area is where pixels may now differ from the source.
/// </summary>
public sealed record DataLost(long TimeNanoseconds, string Cause, long Count, int SurfaceId, Rect Area, string Detail)
    : SessionEvent(TimeNanoseconds);

/// <summary>
/// A hash of a surface as the source itself saw it, or of <paramref name="Area"/> of it, so that a replay can be held
/// against the real thing. How it is computed is the trace format's affair.
/// </summary>
public sealed record Checkpoint(long TimeNanoseconds, int SurfaceId, ulong Hash, Rect? Area = null)
    : SessionEvent(TimeNanoseconds);

/// <summary>
/// The last event the source sent, drawing or not. Polls go on at least until here, so a session that ends in silence
/// keeps its length.
/// </summary>
public sealed record SessionEnded(long TimeNanoseconds) : SessionEvent(TimeNanoseconds);
