using TraceLab.Core.Faults;

namespace TraceLab.Tests.Core.Faults;

public class InputFaultExceptionTests
{
    [Fact]
    public void A_fault_reads_from_file_to_remedy()
    {
        var fault = new InputFaultException("chunk size", "a.tlt", 12, "at most 10", "99", "record again");

        Assert.Equal("a.tlt: offset 12: chunk size: expected at most 10, found 99; record again", fault.Message);
    }

    [Fact]
    public void Unknown_parts_are_left_out()
    {
        Assert.Equal("no such file", new InputFaultException("no such file").Message);
        Assert.Equal("offset 0: magic: found 7f", new InputFaultException("magic", offset: 0, found: "7f").Message);
    }

    [Fact]
    public void Whoever_knows_the_file_adds_its_name_once()
    {
        var fault = new InputFaultException("chunk size", offset: 12);

        var named = fault.In("a.tlt");

        Assert.Equal("a.tlt: offset 12: chunk size", named.Message);
        Assert.Same(fault, named.InnerException);
        Assert.Same(named, named.In("b.tlt"));
    }
}
