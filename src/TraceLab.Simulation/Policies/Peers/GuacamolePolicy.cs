using TraceLab.Core.Geometry;
using TraceLab.Simulation.Encoder;
using TraceLab.Simulation.Policies.Proposals;

namespace TraceLab.Simulation.Policies.Peers;

/// <summary>
/// Guacamole's display (guacamole-server, <c>src/libguac/display-plan-search.c</c> and <c>display-plan-combine.c</c>): cells of
/// 64×64 pixels of the new frame are looked up by hash in the previous frame, at any position, and compared before use. An
/// operation costs 4096 + its pixels, divided by 128 if it is no image, so that a found copy always goes.
/// </summary>
public sealed class GuacamolePolicy : IPolicy
{
    private const int Cell = 64;
    private const int BaseCost = 4096;
    private const int NonImageDivisor = 128;

    private static readonly PrimitivesPolicy AllThatIsFound = new();

    public string Name => "guacamole";

    public string Description => "Guacamole's rule: cells of 64x64 found in the previous frame are copied";

    public IFrameChooser CreateChooser() => AllThatIsFound;

    public IFrameProposer CreateProposer() => new Proposer();

    private static long CopyCost(long pixels) => (BaseCost + pixels) / NonImageDivisor;

    private static long ImageCost(long pixels) => BaseCost + pixels;

    private sealed class Proposer : IFrameProposer
    {
        private readonly BlockSearch _search = new(Cell, Cell);
        private readonly Dictionary<Point, Point> _found = [];

        public void Propose(FrameInput frame, ProposedFrame proposed)
        {
            _search.Clear();
            _found.Clear();
            var picture = frame.Secondary;
            for (var y = 0; y + Cell <= picture.Height; y += Cell)
            {
                for (var x = 0; x + Cell <= picture.Width; x += Cell)
                {
                    var span = frame.Grid.SpanOf(Rect.FromSize(x, y, Cell, Cell));
                    if (frame.Changed.CountMarkedPixels(span) > 0)
                    {
                        _search.Want(picture, new Point(x, y));
                    }
                }
            }

            if (_search.Count == 0 || CopyCost(Cell * Cell) >= ImageCost(Cell * Cell))
            {
                return;
            }

            _search.Scan(
                proposed.Shown,
                proposed.Shown.Bounds,
                (cell, place) =>
                {
                    _found.TryAdd(cell, place);
                    return _found.Count < _search.Count;
                }
            );
            foreach (var (cell, place) in _found.OrderBy(pair => pair.Key.Y).ThenBy(pair => pair.Key.X))
            {
                proposed.TryCopy(Rect.FromSize(cell.X, cell.Y, Cell, Cell), place);
            }
        }
    }
}
