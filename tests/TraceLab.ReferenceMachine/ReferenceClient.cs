using TraceLab.Core.Commands;
using TraceLab.Core.Pixels;

namespace TraceLab.ReferenceMachine;

/// <summary>The client by plain execution: draws the commands it is sent, then takes over pixels.</summary>
public sealed class ReferenceClient
{
    private readonly ReferencePainter _painter = new();

    /// <summary>What the user sees; null before the first frame.</summary>
    public ReferenceSurface? Screen => _painter.Screen;

    /// <summary>A screen of another size than before starts black.</summary>
    public void Fit(ReferenceSurface secondary)
    {
        if (Screen is null || !Screen.HasSizeOf(secondary))
        {
            _painter.Surfaces[Surface.ScreenId] = new ReferenceSurface(
                secondary.Width,
                secondary.Height,
                secondary.Format
            );
        }
    }

    public void Draw(DrawingCommand command) => _painter.Execute(command);

    public void Take(ReferenceSurface secondary, IEnumerable<(int X, int Y)> pixels)
    {
        foreach (var (x, y) in pixels)
        {
            Screen![x, y] = secondary[x, y];
        }
    }
}
