using System.Numerics;

namespace TraceLab.Simulation.Encoder;

/// <summary>One axis of a grid, cut into pieces where spans begin or end. Refilled each frame.</summary>
internal sealed class GridEdges
{
    private const int BitsOfWord = 64;

    // A bit for each place that is an edge, and how many edges lie in the words before each word.
    private ulong[] _edges = [];
    private int[] _edgesBefore = [];
    private int[] _starts = [];
    private int _size;

    /// <summary>How many pieces the axis has.</summary>
    public int Pieces { get; private set; }

    /// <param name="size">Length of the axis, which is cut at 0 and there in any case.</param>
    public void Begin(int size)
    {
        if (_starts.Length <= size)
        {
            _starts = new int[size + 1];
            _edges = new ulong[(size / BitsOfWord) + 1];
            _edgesBefore = new int[_edges.Length];
        }

        _size = size;
        Array.Clear(_edges);
        Cut(0, size);
    }

    /// <summary>Makes edges of where a span begins and ends.</summary>
    public void Cut(int first, int end)
    {
        _edges[first / BitsOfWord] |= 1UL << first;
        _edges[end / BitsOfWord] |= 1UL << end;
    }

    /// <summary>Makes a piece of every place.</summary>
    public void CutAll()
    {
        for (var at = 0; at < _size; at++)
        {
            Cut(at, at + 1);
        }
    }

    public void End()
    {
        var edges = 0;
        for (var index = 0; index <= _size / BitsOfWord; index++)
        {
            _edgesBefore[index] = edges;
            for (var rest = _edges[index]; rest != 0; rest &= rest - 1)
            {
                _starts[edges++] = (index * BitsOfWord) + BitOperations.TrailingZeroCount(rest);
            }
        }

        Pieces = edges - 1;
    }

    /// <summary>Where a piece begins; for the number of pieces, the end of the axis.</summary>
    public int StartOf(int piece) => _starts[piece];

    public int LengthOf(int piece) => _starts[piece + 1] - _starts[piece];

    /// <summary>The piece that a place lies in; for the end of the axis, the number of pieces.</summary>
    public int PieceAt(int place)
    {
        // All edges up to the place, itself included.
        var upTo = ulong.MaxValue >> (BitsOfWord - 1 - (place % BitsOfWord));
        var index = place / BitsOfWord;
        return _edgesBefore[index] + BitOperations.PopCount(_edges[index] & upTo) - 1;
    }
}
