using TraceLab.TraceFormat.Payloads;

namespace TraceLab.Tests.TraceFormat.Payloads;

public class PayloadTableTests
{
    [Fact]
    public void The_oldest_are_forgotten_when_it_is_full()
    {
        var table = new PayloadTable(3);
        for (var i = 1; i <= 5; i++)
        {
            table.FindOrAdd((UInt128)i, out _).Position = i;
        }

        Assert.Equal(3, table.Count);
        Assert.Equal(4, table.FindOrAdd(4, out var isKnown).Position);
        Assert.True(isKnown);
        Assert.Equal(0, table.FindOrAdd(1, out isKnown).Position);
        Assert.False(isKnown);
    }
}
