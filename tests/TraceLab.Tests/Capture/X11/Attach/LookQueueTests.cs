using TraceLab.Capture.X11.Attach;

namespace TraceLab.Tests.Capture.X11.Attach;

public sealed class LookQueueTests : IDisposable
{
    private readonly LookQueue _looks = new();

    [Fact]
    public void A_look_is_taken_at_its_moment_and_those_before_it_are_passed_over()
    {
        Add(3, 7, 9);

        Assert.Equal(7u, Take(7));
        Assert.Equal(9u, Take(9));
    }

    [Fact]
    public void A_moment_without_a_look_costs_no_other_one()
    {
        Add(3, 7);

        Assert.Equal(3u, Take(3));
        Assert.Null(Take(4));
        Assert.Null(Take(3));
        Assert.Equal(7u, Take(7));
    }

    [Fact]
    public void It_is_over_when_all_were_taken()
    {
        Add(3, 7);
        _looks.Complete();

        Assert.Equal(3u, Take(3));
        Assert.Null(Take(4));
        Assert.False(_looks.IsOver);
        Assert.Equal(7u, Take(7));
        Assert.True(_looks.IsOver);
        Assert.Equal(7u, _looks.LastSequence);
    }

    public void Dispose() => _looks.Dispose();

    private void Add(params uint[] sequences)
    {
        foreach (var sequence in sequences)
        {
            _looks.Add(new Look(sequence, []));
        }
    }

    private uint? Take(uint sequence) => _looks.Take(sequence, TimeSpan.Zero)?.Sequence;
}
