using CsCheck;
using TraceLab.Simulation.Codecs;

namespace TraceLab.Tests.Simulation.Codecs;

public class PackedPixelsTests
{
    [Fact]
    public void Vector_and_scalar_packing_agree() =>
        Gen
            .UInt.Array[0, 70]
            .Sample(pixels =>
            {
                var fast = new byte[pixels.Length * 3];
                var plain = new byte[pixels.Length * 3];
                PackedPixels.PackRow(pixels, fast);
                PackedPixels.PackRowScalar(pixels, plain);
                Assert.Equal(plain, fast);
            });

    [Fact]
    public void Vector_and_scalar_unpacking_agree() =>
        Gen
            .Byte.Array[0, 70]
            .Sample(bytes =>
            {
                var packed = bytes[..(bytes.Length / 3 * 3)];
                var fast = new uint[packed.Length / 3];
                var plain = new uint[packed.Length / 3];
                PackedPixels.UnpackRow(packed, fast);
                PackedPixels.UnpackRowScalar(packed, plain);
                Assert.Equal(plain, fast);
            });

    [Fact]
    public void A_pixel_is_three_bytes_blue_first()
    {
        var packed = new byte[3];
        PackedPixels.PackRow([0xFF112233], packed);

        Assert.Equal([0x33, 0x22, 0x11], packed);
    }
}
