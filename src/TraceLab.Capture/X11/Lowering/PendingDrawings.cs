using TraceLab.Capture.X11.Connections;
using TraceLab.Capture.X11.Model;

namespace TraceLab.Capture.X11.Lowering;

/// <summary>
/// Drawings whose requests are on their way to the mirror, each with a question for the pixels right after it. The answers
/// come in one go, so that exactness costs no waiting for each request.
/// </summary>
internal sealed class PendingDrawings(
    SurfaceSource surfaces,
    DrawingSettler settler,
    ShapeRasteriser rasteriser,
    uint root
)
{
    private const int MostSteps = 512;
    private const long MostBytes = 4 << 20;
    private const uint MostRequests = 1 << 14;

    private readonly List<Step> _steps = [];
    private XConnection? _connection;
    private long _bytes;

    private readonly record struct Step(long TimeNanoseconds)
    {
        public Drawing? Drawing { get; init; }

        public XPixmap? Dropped { get; init; }

        /// <summary>For the shape that the drawing wants to know of; comes before the one for pixels.</summary>
        public uint? ShapeQuestion { get; init; }

        public uint? Question { get; init; }
    }

    /// <summary>Adds a drawing whose request was just handed to the connection.</summary>
    public void Add(long timeNanoseconds, Drawing drawing, XConnection connection)
    {
        uint? shapeQuestion = null;
        uint? question = null;
        var pixmap = drawing.Destination.Pixmap;
        if (!drawing.Area.IsEmpty && pixmap is not { IsNameless: true })
        {
            shapeQuestion = drawing.Shape is { } shape ? rasteriser.Ask(connection, shape) : null;
            question = connection.AskPixels(pixmap?.Id ?? root, drawing.Area);
            _bytes += drawing.Area.Area * 4;
        }

        _connection = connection;
        _steps.Add(
            new Step(timeNanoseconds)
            {
                Drawing = drawing,
                ShapeQuestion = shapeQuestion,
                Question = question,
            }
        );
    }

    /// <summary>Adds the end of a pixmap that nothing refers to any more.</summary>
    public void Add(long timeNanoseconds, XPixmap dropped) =>
        _steps.Add(new Step(timeNanoseconds) { Dropped = dropped });

    /// <summary>Settles what is pending if it is much, or if another connection's turn comes.</summary>
    public void SettleWhenDue(XConnection? next)
    {
        var isMuch =
            _steps.Count >= MostSteps || _bytes >= MostBytes || _connection?.RequestsSinceAnswer >= MostRequests;
        if (isMuch || (next is not null && _connection is not null && next != _connection))
        {
            Settle();
        }
    }

    /// <summary>Settles all that is pending, in order.</summary>
    public void Settle()
    {
        foreach (var step in _steps)
        {
            surfaces.TimeNanoseconds = step.TimeNanoseconds;
            if (step.Dropped is { } dropped)
            {
                surfaces.Drop(dropped);
                continue;
            }

            var drawing = step.Drawing!;
            if (step.ShapeQuestion is { } asked)
            {
                drawing.Shape!.Take(_connection!.Answer(asked));
            }

            var answer = step.Question is { } question ? _connection!.Answer(question) : default;
            if (drawing.Destination.HasColor)
            {
                settler.Settle(drawing, Readback.Pixels(answer));
            }
            else if (drawing.Destination.Pixmap is { } mask)
            {
                Readback.ReadCoverage(answer, drawing.Area, mask.Depth, mask.Coverage, mask.Width);
            }
        }

        _steps.Clear();
        _bytes = 0;
    }
}
