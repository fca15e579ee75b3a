namespace TraceLab.Simulation.Codecs;

/// <summary>The colours of a rectangle in order of first appearance, as long as there are few. Kept and refilled.</summary>
internal sealed class Palette(int limit)
{
    private readonly Dictionary<uint, int> _indexes = [];
    private readonly uint[] _colors = new uint[limit];

    public ReadOnlySpan<uint> Colors => _colors.AsSpan(0, _indexes.Count);

    public int Count => _indexes.Count;

    /// <summary>Collects the colours. False when there are more than the limit; then the palette is of no use.</summary>
    public bool TryFill(ReadOnlySpan<uint> pixels)
    {
        _indexes.Clear();
        for (var i = 0; i < pixels.Length; i++)
        {
            if ((i > 0 && pixels[i] == pixels[i - 1]) || _indexes.ContainsKey(pixels[i]))
            {
                continue;
            }

            if (_indexes.Count == limit)
            {
                return false;
            }

            _colors[_indexes.Count] = pixels[i];
            _indexes.Add(pixels[i], _indexes.Count);
        }

        return true;
    }

    public int IndexOf(uint color) => _indexes[color];
}
