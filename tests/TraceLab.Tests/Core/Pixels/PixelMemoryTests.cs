using TraceLab.Core.Pixels;

namespace TraceLab.Tests.Core.Pixels;

public class PixelMemoryTests
{
    // Sizes that no other test uses, because the memory is the process's.
    [Fact]
    public void A_surface_in_used_memory_is_black_and_of_its_own_size()
    {
        var first = new Surface(1013, 119);
        first.Pixels.AsSpan().Fill(0xFFFFFF);
        first.Recycle();

        var second = new Surface(119, 1013);

        Assert.Equal(119 * 1013, second.ReadPixels.Length);
        Assert.True(second.ReadPixels.IndexOfAnyExcept(0u) < 0);
    }

    [Fact]
    public void Two_surfaces_never_share_memory()
    {
        new Surface(1019, 127).Recycle();

        var (one, other) = (new Surface(1019, 127), new Surface(1019, 127));

        Assert.NotSame(one.Pixels, other.Pixels);
    }

    [Fact]
    public void A_recycled_surface_has_no_pixels_that_somebody_could_spoil()
    {
        var surface = new Surface(1021, 131);
        var kept = surface.Pixels;
        surface.Recycle();
        surface.Recycle();

        Assert.Empty(surface.Pixels);
        Assert.NotSame(new Surface(1021, 131).Pixels, new Surface(1021, 131).Pixels);
        Assert.Equal(1021 * 131, kept.Length);
    }
}
