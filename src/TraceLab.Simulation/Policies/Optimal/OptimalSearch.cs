using TraceLab.Core.Geometry;
using TraceLab.Results;
using TraceLab.Simulation.Blitmaps;
using TraceLab.Simulation.Encoder;
using TraceLab.Simulation.Policies.Ordered;

namespace TraceLab.Simulation.Policies.Optimal;

/// <summary>
/// Finds the cheapest choice of a frame in real bytes. Each candidate is encoded, which gives its bytes and better prices for
/// the next minimum cut, until the cut comes out the same again. The choices that other policies would make (nothing,
/// everything legal, <c>ordered</c>) are candidates too, because real bytes are only nearly additive.
/// </summary>
internal sealed class OptimalSearch
{
    private const int MaxRounds = 4;

    private readonly OptimalSelection _selection = new();
    private readonly OrderedSelection _ordered = new();
    private readonly RegionPrices _prices = new();
    private readonly RegionCover _cover = new();
    private double[] _primitiveBytes = [];
    private PrimitiveChoice[] _tried = [];
    private bool[] _best = [];
    private double _bestBytes;
    private Blitmap? _pixels;

    public bool Goes(int primitive) => _best[primitive];

    public double PrimitiveBytes(int primitive) => _primitiveBytes[primitive];

    /// <summary>Bytes of the changed regions of a span under the last prices.</summary>
    public double PixelBytes(FrameInput frame, RegionSpan span)
    {
        double bytes = 0;
        for (var row = span.FirstRow; row < span.EndRow; row++)
        {
            for (var column = span.FirstColumn; column < span.EndColumn; column++)
            {
                bytes += frame.Changed.IsMarked(column, row) ? _prices.Bytes[(row * frame.Grid.Columns) + column] : 0;
            }
        }

        return bytes;
    }

    public void Find(in FrameQuestion question)
    {
        var (frame, analysis) = (question.Frame, question.Analysis);
        Begin(question);
        if (analysis.CountLegal == 0)
        {
            return;
        }

        _bestBytes = _prices.Begin(frame, question.Trials);
        _selection.Begin(analysis, frame.Changed);
        Try(question, index => analysis.Facts[index].IsLegal);
        _ordered.Select(frame, analysis, question.Costs);
        Try(question, index => analysis.Facts[index].IsLegal && _ordered.Goes(index));
        for (var round = 0; round < MaxRounds; round++)
        {
            _selection.Select(_primitiveBytes.AsSpan(0, analysis.Count), _prices.Bytes);
            if (!Try(question, _selection.Goes))
            {
                return;
            }
        }
    }

    private void Begin(in FrameQuestion question)
    {
        var analysis = question.Analysis;
        if (_best.Length < analysis.Count)
        {
            _best = new bool[analysis.Count];
            _tried = new PrimitiveChoice[analysis.Count];
            _primitiveBytes = new double[analysis.Count];
        }

        for (var index = 0; index < analysis.Count; index++)
        {
            var facts = analysis.Facts[index];
            _best[index] = false;
            _tried[index] = PrimitiveChoice.Stays(DecisionReason.NotCheaper);
            _primitiveBytes[index] = facts.IsLegal ? question.Trials.PrimitiveBytes(facts) : 0;
        }
    }

    // Returns false where the choice is the one that was tried last.
    private bool Try(in FrameQuestion question, Func<int, bool> goes)
    {
        var isNew = false;
        double bytes = 0;
        for (var index = 0; index < question.Analysis.Count; index++)
        {
            var choice = new PrimitiveChoice
            {
                Reason = goes(index) ? DecisionReason.Sent : DecisionReason.NotCheaper,
                Blocker = -1,
            };
            isNew |= choice != _tried[index];
            _tried[index] = choice;
            bytes += choice.Goes ? _primitiveBytes[index] : 0;
        }

        if (!isNew)
        {
            return false;
        }

        var tried = _tried.AsSpan(0, question.Analysis.Count);
        if (_pixels is null || _pixels.Grid != question.Frame.Grid)
        {
            _pixels = new Blitmap(question.Frame.Grid);
        }

        _pixels.CopyFrom(question.Frame.Changed);
        _cover.Apply(question.Analysis, tried, _pixels);
        bytes += _prices.Refine(_pixels);
        if (bytes < _bestBytes)
        {
            _bestBytes = bytes;
            for (var index = 0; index < tried.Length; index++)
            {
                _best[index] = tried[index].Goes;
            }
        }

        return true;
    }
}
