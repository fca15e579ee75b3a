using TraceLab.Results;
using TraceLab.Simulation.Host;

namespace TraceLab.Tests.Simulation.Host;

public class LinkTextTests
{
    [Theory]
    [InlineData("10mbit", 10_000_000, 0, false)]
    [InlineData("2.5Mbit,40ms", 2_500_000, 40_000_000, false)]
    [InlineData("64kbit,skip", 64_000, 0, true)]
    [InlineData("1gbit,250us,skip", 1_000_000_000, 250_000, true)]
    [InlineData("unlimited,1.5s", 0, 1_500_000_000, false)]
    public void A_link_is_a_rate_a_delay_and_whether_it_skips(string text, long rate, long delay, bool skips)
    {
        var link = new LinkSettings
        {
            BitsPerSecond = rate,
            DelayNanoseconds = delay,
            SkipsWhileBusy = skips,
        };

        Assert.Equal(link, LinkText.Parse(text));
        Assert.Equal(link, LinkText.Parse(link.ToString()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("fast")]
    [InlineData("10")]
    [InlineData("0bit")]
    [InlineData("10mbit,")]
    [InlineData("10mbit,-1ms")]
    [InlineData("10mbit,61s")]
    [InlineData("10mbit,skip,40ms")]
    [InlineData("10mbit,40ms,skip,skip")]
    [InlineData("10mbit, 40ms")]
    public void Anything_else_is_no_link(string text) => Assert.Null(LinkText.Parse(text));
}
