using TraceLab.Capture.Live;

namespace TraceLab.Tests.Capture.Live;

public sealed class ProgramsTests
{
    [Fact]
    public void Programs_are_found_on_the_path_and_by_their_path()
    {
        Assert.EndsWith("/sh", Programs.Find("sh"));
        Assert.Equal("/bin/sh", Programs.Find("/bin/sh"));
        Assert.Null(Programs.Find("/bin/no-such-program"));
        Assert.Null(Programs.Find("no-such-program"));
    }
}
