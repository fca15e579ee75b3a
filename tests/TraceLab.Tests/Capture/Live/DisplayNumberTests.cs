using TraceLab.Capture.Live;
using TraceLab.Core.Faults;

namespace TraceLab.Tests.Capture.Live;

/// <summary>Scripts that play the part of a server.</summary>
public sealed class DisplayNumberTests
{
    [Fact]
    public void A_server_tells_its_display()
    {
        Assert.Equal(17, WaitFor("echo 17; sleep 60"));
    }

    [Fact]
    public void A_server_that_ended_is_quoted_between_the_fixed_texts_of_a_fatal_error()
    {
        var fault = Assert.Throws<InputFaultException>(() =>
            WaitFor("printf 'noise\\n(EE) \\nFatal server error:\\n(EE) no screens\\nPlease consult\\nmore\\n' >&2")
        );

        Assert.Equal("it ended; it says: no screens", fault.Found);
        Assert.Equal("install it", fault.Remedy);
    }

    [Fact]
    public void A_server_that_ended_without_a_fatal_error_is_quoted_with_its_last_lines()
    {
        var fault = Assert.Throws<InputFaultException>(() => WaitFor("seq 1 9 >&2"));

        Assert.Equal("it ended; it says: 4 | 5 | 6 | 7 | 8 | 9", fault.Found);
    }

    [Fact]
    public void A_wait_that_is_stopped_is_over_while_the_server_runs()
    {
        Assert.Throws<OperationCanceledException>(() => WaitFor("sleep 60", new CancellationToken(canceled: true)));
    }

    [Fact]
    public void A_wait_that_is_stopped_because_the_server_ended_still_says_why()
    {
        using var stop = new CancellationTokenSource();
        using var server = Start("echo no memory >&2");
        Assert.True(server.WaitForExit(TimeSpan.FromSeconds(30)));
        stop.Cancel();

        var fault = Assert.Throws<InputFaultException>(() => DisplayNumber.WaitFor(server, "It", null, stop.Token));

        Assert.Equal("it ended; it says: no memory", fault.Found);
    }

    private static int WaitFor(string script, CancellationToken stop = default)
    {
        using var server = Start(script);
        return DisplayNumber.WaitFor(server, "It", "install it", stop);
    }

    private static OwnedProcess Start(string script) =>
        OwnedProcess.Start(
            "sh",
            ["-c", script],
            new Dictionary<string, string?>(StringComparer.Ordinal),
            isQuiet: true
        );
}
