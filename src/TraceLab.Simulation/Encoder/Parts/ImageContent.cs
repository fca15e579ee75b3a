using System.Diagnostics.CodeAnalysis;
using System.IO.Hashing;
using TraceLab.Core.Pixels;

namespace TraceLab.Simulation.Encoder.Parts;

/// <summary>Images are the same if their pixels are, whoever made them: found by a hash, then compared byte for byte.</summary>
public sealed class ImageContent : IEqualityComparer<Image>
{
    public static readonly ImageContent Comparer = new();

    public bool Equals(Image? x, Image? y) =>
        ReferenceEquals(x, y)
        || (
            x is not null
            && y is not null
            && x.Width == y.Width
            && x.Format == y.Format
            && x.Bytes.SequenceEqual(y.Bytes)
        );

    public int GetHashCode([DisallowNull] Image obj) => unchecked((int)XxHash3.HashToUInt64(obj.Bytes, obj.Width));
}
