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
            table.FindOrAdd((UInt128)i).ChunkOffset = i;
        }

        Assert.Equal(3, table.Count);
        Assert.Equal((4, true), (table.FindOrAdd(4).ChunkOffset, table.FindOrAdd(4).IsStored));
        Assert.False(table.FindOrAdd(1).IsStored);
    }
}
