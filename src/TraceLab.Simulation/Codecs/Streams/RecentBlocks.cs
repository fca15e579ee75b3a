namespace TraceLab.Simulation.Codecs.Streams;

/// <summary>
/// The last bytes of the blocks that were sent, as a dictionary for those to come. Encoder and client each keep one over the
/// same blocks. Taking a new dictionary costs far more than a small block, so it is renewed only when much has come since.
/// </summary>
internal sealed class RecentBlocks
{
    /// <summary>Most bytes of a dictionary.</summary>
    public const int DictionaryBytes = 256 * 1024;

    // Bytes of blocks between two dictionaries.
    private const int RenewalBytes = 128 * 1024;

    private readonly List<byte> _waiting = [];

    // Raw content has no format, but must not look like a dictionary that has one: none of those begins with 0.
    private byte[] _dictionary = [0];

    public ReadOnlySpan<byte> Dictionary => _dictionary;

    /// <summary>Takes a block; returns whether the dictionary is another one from here on.</summary>
    public bool Add(ReadOnlySpan<byte> block)
    {
        _waiting.AddRange(block);
        if (_waiting.Count < RenewalBytes)
        {
            return false;
        }

        byte[] all = [.. _dictionary.AsSpan(1), .. _waiting];
        _dictionary = [0, .. all.AsSpan(Math.Max(0, all.Length - DictionaryBytes))];
        _waiting.Clear();
        return true;
    }
}
