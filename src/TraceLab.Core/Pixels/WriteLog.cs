namespace TraceLab.Core.Pixels;

/// <summary>
/// When the stretches of a surface's rows could last be written. Moments count up when somebody calls
/// <see cref="Advance"/>; whoever has compared a surface at one moment has to look again only at stretches whose moment is
/// not before it. Not thread-safe for writing.
/// </summary>
public sealed class WriteLog
{
    /// <summary>Pixels of a row that share a moment: one 256-byte stretch.</summary>
    public const int StretchPixels = 64;

    private readonly int _stretchesPerRow;
    private readonly int[] _moments;
    private readonly int[] _rowMoments;

    internal WriteLog(int width, int height)
    {
        _stretchesPerRow = (width + StretchPixels - 1) / StretchPixels;
        _moments = new int[_stretchesPerRow * height];
        _rowMoments = new int[height];
    }

    /// <summary>The present moment; a new surface starts at 0, written nowhere but black.</summary>
    public int Moment { get; private set; }

    /// <summary>Whatever is written from now on is later than what was written before.</summary>
    public void Advance() => Moment++;

    /// <summary>The last moment at which everything could be written, which the moments of rows do not tell.</summary>
    public int WholeMoment { get; private set; }

    /// <summary>The last moment at which anything in a row could be written.</summary>
    public int LastOf(int y) => _rowMoments[y];

    /// <summary>The last moment of each stretch of a row.</summary>
    public ReadOnlySpan<int> Row(int y) => _moments.AsSpan(y * _stretchesPerRow, _stretchesPerRow);

    internal void Add(int y, int left, int right)
    {
        var first = left / StretchPixels;
        var end = (right + StretchPixels - 1) / StretchPixels;
        if (end > first)
        {
            _moments.AsSpan((y * _stretchesPerRow) + first, end - first).Fill(Moment);
            _rowMoments[y] = Moment;
        }
    }

    internal void AddAll() => WholeMoment = Moment;
}
