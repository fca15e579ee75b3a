using TraceLab.Core.Commands;
using TraceLab.Core.Painting;
using TraceLab.Core.Pixels;
using TraceLab.ReferenceMachine;

namespace TraceLab.Tests.Core.Painting;

/// <summary>The painter and the reference, with the same surfaces.</summary>
internal sealed class PaintingPair
{
    private readonly Painter _painter;
    private readonly ReferencePainter _reference = new();

    public PaintingPair(IEnumerable<SurfaceCreated> surfaces)
    {
        _painter = new Painter(Surfaces);
        foreach (var created in surfaces)
        {
            _painter.Apply(created);
            _reference.Apply(created);
        }
    }

    public SurfaceSet Surfaces { get; } = new();

    public void Execute(DrawingCommand command)
    {
        _painter.Execute(command);
        _reference.Execute(command);
    }

    /// <summary>The first pixel in which the two differ, said in words; null when there is none.</summary>
    public string? Difference()
    {
        foreach (var (id, expected) in _reference.Surfaces)
        {
            Assert.True(Surfaces.TryGet(id, out var surface));
            for (var y = 0; y < expected.Height; y++)
            {
                for (var x = 0; x < expected.Width; x++)
                {
                    if (surface.Row(y)[x] != expected[x, y])
                    {
                        return $"surface {id} ({surface.Format}) at {x},{y}: painted {surface.Row(y)[x]:x8}, "
                            + $"expected {expected[x, y]:x8}";
                    }
                }
            }
        }

        return null;
    }
}
