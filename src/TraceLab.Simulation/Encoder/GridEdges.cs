namespace TraceLab.Simulation.Encoder;

/// <summary>One axis of a grid, cut into pieces where spans begin or end. Refilled each frame.</summary>
internal sealed class GridEdges
{
    private bool[] _isEdge = [];
    private int[] _pieceAt = [];
    private int[] _starts = [];
    private int _size;

    /// <summary>How many pieces the axis has.</summary>
    public int Pieces { get; private set; }

    /// <param name="size">Length of the axis, which is cut at 0 and there in any case.</param>
    public void Begin(int size)
    {
        if (_isEdge.Length <= size)
        {
            _isEdge = new bool[size + 1];
            _pieceAt = new int[size + 1];
            _starts = new int[size + 1];
        }

        _size = size;
        Array.Clear(_isEdge);
        Cut(0, size);
    }

    /// <summary>Makes edges of where a span begins and ends.</summary>
    public void Cut(int first, int end) => _isEdge[first] = _isEdge[end] = true;

    /// <summary>Makes a piece of every place.</summary>
    public void CutAll() => _isEdge.AsSpan(0, _size + 1).Fill(true);

    public void End()
    {
        var edges = 0;
        for (var at = 0; at <= _size; at++)
        {
            if (_isEdge[at])
            {
                _starts[edges++] = at;
            }

            _pieceAt[at] = edges - 1;
        }

        Pieces = edges - 1;
    }

    /// <summary>Where a piece begins; for the number of pieces, the end of the axis.</summary>
    public int StartOf(int piece) => _starts[piece];

    public int LengthOf(int piece) => _starts[piece + 1] - _starts[piece];

    /// <summary>The piece that a place lies in; for the end of the axis, the number of pieces.</summary>
    public int PieceAt(int place) => _pieceAt[place];
}
