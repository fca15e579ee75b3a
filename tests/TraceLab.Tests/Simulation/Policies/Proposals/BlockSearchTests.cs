using CsCheck;
using TraceLab.Core.Geometry;
using TraceLab.Core.Pixels;
using TraceLab.Simulation.Policies.Proposals;

namespace TraceLab.Tests.Simulation.Policies.Proposals;

public class BlockSearchTests
{
    private const int Width = 5;
    private const int Height = 3;

    [Fact]
    public void Every_place_that_looks_like_a_wanted_block_is_told_and_no_other() =>
        Gen.Select(
                Gen.Int[0, 1].Array[20 * 14],
                Gen.Int[0, 1].Array[20 * 14],
                Gen.Select(Gen.Int[0, 15], Gen.Int[0, 11]).Array[1, 4]
            )
            .Sample(
                (wanted, searched, places) =>
                {
                    var (picture, surface) = (Picture(wanted), Picture(searched));
                    var search = new BlockSearch(Width, Height);
                    Point[] blocks = [.. places.Select(place => new Point(place.Item1, place.Item2)).Distinct()];
                    foreach (var block in blocks)
                    {
                        search.Want(picture, block);
                    }

                    var window = new Rect(1, 2, 19, 14);
                    var found = new List<(Point, Point)>();
                    search.Scan(
                        surface,
                        window,
                        (block, place) =>
                        {
                            found.Add((block, place));
                            return true;
                        }
                    );

                    var expected =
                        from block in blocks
                        from y in Enumerable.Range(window.Top, window.Height - Height + 1)
                        from x in Enumerable.Range(window.Left, window.Width - Width + 1)
                        where IsSame(picture, block, surface, new Point(x, y))
                        select (block, new Point(x, y));
                    Assert.Equal(expected.ToHashSet(), found.ToHashSet());
                    Assert.Equal(found.Count, found.Distinct().Count());
                },
                iter: 500
            );

    [Fact]
    public void A_search_ends_when_it_is_told_to()
    {
        var search = new BlockSearch(Width, Height);
        var black = new Surface(20, 14);
        search.Want(black, default);
        var told = 0;

        search.Scan(black, black.Bounds, (_, _) => ++told < 3);

        Assert.Equal(3, told);
    }

    private static bool IsSame(Surface a, Point at, Surface b, Point other) =>
        Enumerable
            .Range(0, Height)
            .All(y => a.Row(at.Y + y, at.X, at.X + Width).SequenceEqual(b.Row(other.Y + y, other.X, other.X + Width)));

    private static Surface Picture(int[] pixels)
    {
        var surface = new Surface(20, 14);
        for (var i = 0; i < pixels.Length; i++)
        {
            surface.Pixels[i] = pixels[i] == 0 ? 0 : 0xFFFFFFu;
        }

        return surface;
    }
}
