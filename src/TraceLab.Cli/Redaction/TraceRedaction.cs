using TraceLab.Core.Commands;
using TraceLab.Core.Geometry;
using TraceLab.Core.Pixels;

namespace TraceLab.Cli.Redaction;

/// <summary>
/// A session without what must not be seen. Every command stays a command of its kind and size, so that it costs about
/// the same; what it would draw into the hidden area is clipped away, and the pixels it carries for it are blank. The
/// screen's hidden area holds the colour from its creation on, so that nothing read from there tells anything.
/// </summary>
internal sealed class TraceRedaction(RedactionOptions options, IReadOnlySet<int> secretSurfaces)
{
    private readonly Blanks _blanks = new(options.Color);

    /// <summary>Checkpoints left out, because they are of pixels that are hidden now.</summary>
    public int DroppedCheckpoints { get; private set; }

    public IEnumerable<SessionEvent> Apply(IEnumerable<SessionEvent> events)
    {
        foreach (var sessionEvent in events)
        {
            switch (sessionEvent)
            {
                case SurfaceCreated created:
                    yield return Apply(created);
                    if (created.SurfaceId == Surface.ScreenId && options.Area is { } hidden)
                    {
                        yield return new FillCommand(
                            created.TimeNanoseconds,
                            new DrawTarget(Surface.ScreenId, hidden),
                            Brush.Solid(options.Color)
                        );
                    }

                    break;
                case DrawingCommand command:
                    yield return Apply(command);
                    break;
                case Checkpoint checkpoint when IsChanged(checkpoint):
                    DroppedCheckpoints++;
                    break;
                default:
                    yield return sessionEvent;
                    break;
            }
        }
    }

    private SurfaceCreated Apply(SurfaceCreated created)
    {
        if (created.Initial is not { } initial)
        {
            return created;
        }

        if (secretSurfaces.Contains(created.SurfaceId))
        {
            return created with { Initial = _blanks.Of(initial) };
        }

        var all = new Rect(0, 0, initial.Width, initial.Height);
        return created.SurfaceId == Surface.ScreenId && options.Area is { } hidden
            ? created with
            {
                Initial = _blanks.Of(initial, all, hidden),
            }
            : created;
    }

    private DrawingCommand Apply(DrawingCommand command)
    {
        var result =
            options.Text && command is GlyphsCommand glyphs
                ? glyphs with
                {
                    Glyphs = _blanks.Of(glyphs.Glyphs),
                }
                : command;
        if (secretSurfaces.Contains(command.Target.SurfaceId))
        {
            return Blank(result, result.Target);
        }

        return
            command.Target.SurfaceId == Surface.ScreenId
            && options.Area is { } hidden
            && command.Target.Area.Intersects(hidden)
            ? Hide(result, hidden)
            : result;
    }

    private DrawingCommand Hide(DrawingCommand command, Rect hidden)
    {
        var target = command.Target;
        var visible = PixelRegion.Of(target.Clip ?? [target.Area]).Subtract(PixelRegion.Of([hidden]));
        var clipped = target with { Clip = visible.Rects.ToArray() };
        return hidden.Contains(command.Bounds) ? Blank(command, clipped) : Straddle(command, clipped, hidden);
    }

    // Nothing of the command may be seen.
    private DrawingCommand Blank(DrawingCommand command, DrawTarget target)
    {
        var blank = target.Mask is { } mask
            ? target with
            {
                Mask = mask with { Coverage = _blanks.Of(mask.Coverage) },
            }
            : target;
        return command switch
        {
            FillCommand fill => Remake.Of(fill, blank, _blanks.Of(fill.Brush)),
            ImageCommand image => Remake.Of(image, blank, _blanks.Of(image.Image)),
            GlyphsCommand glyphs => Remake.Of(glyphs, blank, _blanks.Of(glyphs.Glyphs), _blanks.Of(glyphs.Brush)),
            BlendCommand blend => Remake.Of(blend, blank, _blanks.Of(blend.Pixels)),
            TransparentCommand transparent => Remake.Of(transparent, blank, _blanks.Of(transparent.Pixels)),
            Rop3Command rop3 => Remake.Of(rop3, blank, _blanks.Of(rop3.Pixels), _blanks.Of(rop3.Brush)),
            _ => Remake.Of((CopyCommand)command, blank),
        };
    }

    // Part of the command is seen: of the pixels it carries, those stay.
    private DrawingCommand Straddle(DrawingCommand command, DrawTarget target, Rect hidden) =>
        command switch
        {
            FillCommand fill => Remake.Of(fill, target, fill.Brush),
            ImageCommand image => Remake.Of(image, target, Part(image.Pixels, target.Area, hidden).Image!),
            GlyphsCommand glyphs => Remake.Of(glyphs, target, Part(glyphs.Glyphs, hidden), glyphs.Brush),
            BlendCommand blend => Remake.Of(blend, target, Part(blend.Pixels, target.Area, hidden)),
            TransparentCommand other => Remake.Of(other, target, Part(other.Pixels, target.Area, hidden)),
            Rop3Command rop3 => Remake.Of(rop3, target, Part(rop3.Pixels, target.Area, hidden), rop3.Brush),
            _ => Remake.Of((CopyCommand)command, target),
        };

    // A scaled image does not say pixel by pixel where it goes.
    private PixelSource Part(PixelSource source, Rect targetArea, Rect hidden) =>
        source.Image is not { } image ? source
        : source.IsScaledTo(targetArea) ? _blanks.Of(source)
        : source with
        {
            Image = _blanks.Of(
                image,
                source.Area,
                hidden.Offset(source.Area.Left - targetArea.Left, source.Area.Top - targetArea.Top)
            ),
        };

    private Glyph[] Part(Glyph[] glyphs, Rect hidden) =>
        Array.ConvertAll(
            glyphs,
            glyph =>
                Rect.FromSize(glyph.Position.X, glyph.Position.Y, glyph.Coverage.Width, glyph.Coverage.Height)
                    .Intersects(hidden)
                    ? glyph with
                    {
                        Coverage = _blanks.Of(glyph.Coverage),
                    }
                    : glyph
        );

    // Pixels copied out of the hidden area may lie anywhere by now.
    private bool IsChanged(Checkpoint checkpoint) =>
        options.Text || checkpoint.SurfaceId == Surface.ScreenId || secretSurfaces.Contains(checkpoint.SurfaceId);
}
