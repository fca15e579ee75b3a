using System.IO.Hashing;
using System.Runtime.CompilerServices;
using TraceLab.Core.Pixels;

namespace TraceLab.TraceFormat.Payloads;

/// <summary>
/// The 128-bit identity of a payload: XxHash128 of its bytes, seeded with format and size, so that a 2×8 and a 4×4 image
/// of equal bytes differ. Among a billion payloads the chance of two sharing a hash is about 1 in 10^21.
/// </summary>
internal sealed class PayloadHash
{
    private const int Slots = 1024;

    // Below this a hash costs no more than remembering it.
    private const int MinRememberedBytes = 1024;
    private const long MaxHeldBytes = 32L << 20;

    private readonly (object? Payload, int Bytes, UInt128 Hash)[] _recent = new (object?, int, UInt128)[Slots];
    private long _heldBytes;

    public UInt128 Of(Image image) =>
        Of(image, image.Bytes, ((long)image.Format << 56) | ((long)image.Width << 28) | (uint)image.Height);

    public UInt128 Of(byte[] data) => Of(data, data, 0);

    // Sources draw the same image again and again. A payload's bytes never change, so the object stands for them; what is
    // held here is bounded, and let go all at once.
    private UInt128 Of(object payload, ReadOnlySpan<byte> bytes, long seed)
    {
        if (bytes.Length < MinRememberedBytes || bytes.Length > MaxHeldBytes)
        {
            return XxHash128.HashToUInt128(bytes, seed);
        }

        ref var slot = ref _recent[RuntimeHelpers.GetHashCode(payload) % Slots];
        if (ReferenceEquals(slot.Payload, payload))
        {
            return slot.Hash;
        }

        if (_heldBytes + bytes.Length > MaxHeldBytes)
        {
            Array.Clear(_recent);
            _heldBytes = 0;
        }

        _heldBytes += bytes.Length - slot.Bytes;
        slot = (payload, bytes.Length, XxHash128.HashToUInt128(bytes, seed));
        return slot.Hash;
    }
}
