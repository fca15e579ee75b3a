using CsCheck;
using TraceLab.Simulation.Encoder;

namespace TraceLab.Tests.Simulation.Encoder;

public class GridEdgesTests
{
    [Fact]
    public void Spans_cut_an_axis_where_they_begin_and_end()
    {
        var edges = new GridEdges();
        edges.Begin(20);
        edges.Cut(3, 9);
        edges.Cut(5, 9);
        edges.Cut(9, 20);
        edges.End();

        Assert.Equal(4, edges.Pieces);
        Assert.Equal([0, 3, 5, 9, 20], Enumerable.Range(0, 5).Select(edges.StartOf));
        Assert.Equal([3, 2, 4, 11], Enumerable.Range(0, 4).Select(edges.LengthOf));
        Assert.Equal([0, 1, 1, 2, 2, 3, 3, 4], new[] { 2, 3, 4, 5, 8, 9, 19, 20 }.Select(edges.PieceAt));
    }

    [Fact]
    public void Without_spans_there_is_one_piece_whatever_was_cut_before()
    {
        var edges = new GridEdges();
        edges.Begin(30);
        edges.Cut(4, 20);
        edges.End();
        edges.Begin(10);
        edges.End();

        Assert.Equal(1, edges.Pieces);
        Assert.Equal(10, edges.StartOf(1));
    }

    [Fact]
    public void All_places_can_be_pieces()
    {
        var edges = new GridEdges();
        edges.Begin(5);
        edges.CutAll();
        edges.End();

        Assert.Equal(5, edges.Pieces);
        Assert.Equal([0, 1, 2, 3, 4, 5], Enumerable.Range(0, 6).Select(edges.PieceAt));
    }

    [Fact]
    public void Each_place_lies_in_the_piece_that_begins_last_before_it() =>
        Gen.Select(Gen.Int[1, 200], Gen.Int)
            .Sample(
                (size, seed) =>
                {
                    var random = new Random(seed);
                    var edges = new GridEdges();
                    edges.Begin(size);
                    var cuts = new SortedSet<int> { 0, size };
                    for (var i = 0; i < 4; i++)
                    {
                        var first = random.Next(size);
                        var end = random.Next(first + 1, size + 1);
                        edges.Cut(first, end);
                        cuts.UnionWith([first, end]);
                    }

                    edges.End();

                    for (var place = cuts.Min; place <= cuts.Max; place++)
                    {
                        Assert.Equal(cuts.Count(cut => cut <= place) - 1, edges.PieceAt(place));
                    }
                }
            );
}
