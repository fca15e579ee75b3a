using TraceLab.Core.Commands;
using TraceLab.Core.Geometry;
using TraceLab.Core.Pixels;

namespace TraceLab.ReferenceMachine;

/// <summary>One entry of both FIFOs: a drawing command, a surface created or a surface destroyed, with its number.</summary>
public sealed class ReferencePrimitive(uint sequence, SessionEvent command, long submittedNanoseconds)
{
    public uint Sequence { get; } = sequence;

    public SessionEvent Command { get; } = command;

    public long SubmittedNanoseconds { get; } = submittedNanoseconds;

    public bool IsExecuted { get; set; }

    public bool ReplacesScreen =>
        Command is SurfaceCreated { SurfaceId: Surface.ScreenId } or SurfaceDestroyed { SurfaceId: Surface.ScreenId };

    /// <summary>The smallest rectangle around the command's area inside its clips, wherever on the surface that is.</summary>
    public Rect BoundingBox
    {
        get
        {
            if (Command is not DrawingCommand { Target: var target })
            {
                return default;
            }

            if (target.Clip is null)
            {
                return target.Area;
            }

            var parts = target.Clip.Select(clip => Common(clip, target.Area)).Where(HasPixels).ToList();
            return parts.Count == 0
                ? default
                : new Rect(
                    parts.Min(part => part.Left),
                    parts.Min(part => part.Top),
                    parts.Max(part => part.Right),
                    parts.Max(part => part.Bottom)
                );
        }
    }

    /// <summary>The part of its bounding box that lies on a screen of this size; empty if it draws elsewhere.</summary>
    public Rect OnScreen(int width, int height)
    {
        var screen = new Rect(0, 0, width, height);
        if (ReplacesScreen)
        {
            return screen;
        }

        return Command is DrawingCommand { Target.SurfaceId: Surface.ScreenId } ? Common(BoundingBox, screen) : default;
    }

    /// <summary>The pixels that two rectangles share.</summary>
    public static Rect Common(Rect a, Rect b) =>
        new(Math.Max(a.Left, b.Left), Math.Max(a.Top, b.Top), Math.Min(a.Right, b.Right), Math.Min(a.Bottom, b.Bottom));

    public static bool HasPixels(Rect area) => area.Left < area.Right && area.Top < area.Bottom;
}
