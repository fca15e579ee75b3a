using System.Buffers.Binary;

namespace TraceLab.Capture.X11.Protocol;

/// <summary>
/// Numbers in an X11 message, in its own byte order. Beyond the end everything is 0: a server refuses a request that is
/// too short for its fields, so what would be read there never matters.
/// </summary>
public readonly ref struct WireBytes(ReadOnlySpan<byte> bytes, bool isBigEndian)
{
    public ReadOnlySpan<byte> Bytes { get; } = bytes;

    public bool IsBigEndian { get; } = isBigEndian;

    public int Length => Bytes.Length;

    public byte U8(int offset) => offset < Bytes.Length ? Bytes[offset] : (byte)0;

    public sbyte I8(int offset) => (sbyte)U8(offset);

    public ushort U16(int offset) =>
        offset + 2 > Bytes.Length ? (ushort)0
        : IsBigEndian ? BinaryPrimitives.ReadUInt16BigEndian(Bytes[offset..])
        : BinaryPrimitives.ReadUInt16LittleEndian(Bytes[offset..]);

    public short I16(int offset) => (short)U16(offset);

    public uint U32(int offset) =>
        offset + 4 > Bytes.Length ? 0
        : IsBigEndian ? BinaryPrimitives.ReadUInt32BigEndian(Bytes[offset..])
        : BinaryPrimitives.ReadUInt32LittleEndian(Bytes[offset..]);

    public int I32(int offset) => (int)U32(offset);

    /// <summary>The part from an offset to the end; empty beyond it.</summary>
    public WireBytes From(int offset) => new(Bytes[Math.Min(offset, Bytes.Length)..], IsBigEndian);
}
