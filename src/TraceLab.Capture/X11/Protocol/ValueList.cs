namespace TraceLab.Capture.X11.Protocol;

/// <summary>The values of a request that changes some attributes: one word for each bit of a mask, lowest bit first.</summary>
public readonly ref struct ValueList(uint mask, WireBytes values)
{
    private readonly WireBytes _values = values;

    public uint Mask { get; } = mask;

    public bool Has(int bit) => (Mask >> bit & 1) != 0;

    public uint this[int bit] => _values.U32(4 * System.Numerics.BitOperations.PopCount(Mask & ((1u << bit) - 1)));

    /// <summary>The value, or what stands there if the mask does not name it.</summary>
    public uint Or(int bit, uint otherwise) => Has(bit) ? this[bit] : otherwise;
}
