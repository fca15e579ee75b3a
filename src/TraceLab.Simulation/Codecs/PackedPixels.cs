using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using TraceLab.Core.Geometry;
using TraceLab.Core.Pixels;

namespace TraceLab.Simulation.Codecs;

/// <summary>Pixels at 24 bits, three bytes each in the order B G R, as every codec here sends them.</summary>
public static class PackedPixels
{
    private static readonly Vector128<byte> PackOrder = Vector128.Create(
        (byte)0,
        1,
        2,
        4,
        5,
        6,
        8,
        9,
        10,
        12,
        13,
        14,
        255,
        255,
        255,
        255
    );

    private static readonly Vector128<byte> UnpackOrder = Vector128.Create(
        (byte)0,
        1,
        2,
        255,
        3,
        4,
        5,
        255,
        6,
        7,
        8,
        255,
        9,
        10,
        11,
        255
    );

    /// <summary>Packs a whole block, row after row; <paramref name="target"/> has at least the block's raw bytes.</summary>
    public static void Pack(PixelBlock block, Span<byte> target)
    {
        for (var y = 0; y < block.Height; y++)
        {
            PackRow(block.Row(y), target[(y * block.Width * 3)..]);
        }
    }

    /// <summary>The opposite of <see cref="Pack"/>: fills an area of a surface from packed rows.</summary>
    public static void Unpack(ReadOnlySpan<byte> packed, Surface target, Rect area)
    {
        for (var y = 0; y < area.Height; y++)
        {
            UnpackRow(
                packed.Slice(y * area.Width * 3, area.Width * 3),
                target.Row(area.Top + y, area.Left, area.Right)
            );
        }
    }

    /// <summary>Four pixels a step where vectors are to be had; the twin below does the rest.</summary>
    public static void PackRow(ReadOnlySpan<uint> pixels, Span<byte> target)
    {
        var i = 0;
        if (Vector128.IsHardwareAccelerated)
        {
            ref var source = ref MemoryMarshal.GetReference(pixels);
            ref var packed = ref MemoryMarshal.GetReference(target);
            // Each store writes 16 bytes of which 12 count, so the last pixels are left to the scalar loop.
            for (; i + 4 <= pixels.Length && (i * 3) + 16 <= target.Length; i += 4)
            {
                var four = Vector128.LoadUnsafe(ref source, (nuint)i).AsByte();
                Vector128.Shuffle(four, PackOrder).StoreUnsafe(ref packed, (nuint)(i * 3));
            }
        }

        PackRowScalar(pixels[i..], target[(i * 3)..]);
    }

    public static void PackRowScalar(ReadOnlySpan<uint> pixels, Span<byte> target)
    {
        for (var i = 0; i < pixels.Length; i++)
        {
            target[(i * 3) + 2] = (byte)(pixels[i] >> 16);
            target[(i * 3) + 1] = (byte)(pixels[i] >> 8);
            target[i * 3] = (byte)pixels[i];
        }
    }

    public static void UnpackRow(ReadOnlySpan<byte> packed, Span<uint> pixels)
    {
        var i = 0;
        if (Vector128.IsHardwareAccelerated)
        {
            ref var source = ref MemoryMarshal.GetReference(packed);
            ref var target = ref Unsafe.As<uint, byte>(ref MemoryMarshal.GetReference(pixels));
            for (; i + 4 <= pixels.Length && (i * 3) + 16 <= packed.Length; i += 4)
            {
                var twelve = Vector128.LoadUnsafe(ref source, (nuint)(i * 3));
                Vector128.Shuffle(twelve, UnpackOrder).StoreUnsafe(ref target, (nuint)(i * 4));
            }
        }

        UnpackRowScalar(packed[(i * 3)..], pixels[i..]);
    }

    public static void UnpackRowScalar(ReadOnlySpan<byte> packed, Span<uint> pixels)
    {
        for (var i = 0; i < pixels.Length; i++)
        {
            pixels[i] = packed[i * 3] | ((uint)packed[(i * 3) + 1] << 8) | ((uint)packed[(i * 3) + 2] << 16);
        }
    }
}
