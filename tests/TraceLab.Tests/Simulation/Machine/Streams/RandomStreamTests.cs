using System.Globalization;
using CsCheck;
using TraceLab.Simulation.Blitmaps.Merging;
using TraceLab.Simulation.Client;
using TraceLab.Simulation.Codecs;
using TraceLab.Simulation.Machine;
using TraceLab.Simulation.Policies;
using TraceLab.Simulation.Wires;
using Xunit.Abstractions;

namespace TraceLab.Tests.Simulation.Machine.Streams;

/// <summary>
/// The rule that makes the numbers true, as a property: random commands of all kinds, met by requests at random moments of
/// random machines, under every policy. After every frame the client shows the screen as of the answered number, which
/// another painter painted. <c>TRACELAB_STREAMS</c> sets the number of streams.
/// </summary>
public class RandomStreamTests(ITestOutputHelper output)
{
    private const int UsualStreams = 2_000;

    private static int Streams =>
        Environment.GetEnvironmentVariable("TRACELAB_STREAMS") is { Length: > 0 } text
            ? int.Parse(text, CultureInfo.InvariantCulture)
            : UsualStreams;

    [Fact]
    public void After_every_frame_every_client_shows_the_screen_as_of_the_answered_number()
    {
        var tally = new StreamTally();
        RandomStream.Any.Sample(stream => Check(stream, tally), iter: Streams, print: stream => stream.Text());

        output.WriteLine(tally.ToString());
        AssertMet(tally, PolicyRegistry.All.Select(policy => $"policy {policy.Name}"));
        AssertMet(tally, PixelCodecs.All.Select(codec => $"codec {codec.Name}"));
        AssertMet(tally, WireFormats.All.Select(wire => $"wire {wire.Name}"));
        AssertMet(tally, ClientProfiles.All.Select(profile => $"profile {profile.Name}"));
        AssertMet(tally, RectangleRules.All.Select(rule => $"rectangles {rule.Name}"));
        AssertMet(tally, Enum.GetNames<QueueForm>());
        AssertMet(tally, Enum.GetNames<ListPosition>());
        AssertMet(tally, Enum.GetNames<RegionForm>());
        AssertMet(tally, Enum.GetNames<RequestTrigger>());
        Assert.True(tally.PrimitivesSent > 0);
        Assert.True(tally.Stalls > 0);
    }

    private static void AssertMet(StreamTally tally, IEnumerable<string> parts) =>
        Assert.All(parts, part => Assert.True(tally.Parts.GetValueOrDefault(part) > 0, $"{part} made no frame"));

    private static void Check(RandomStream stream, StreamTally tally)
    {
        var runs = StreamCheck.AssertExact(stream.Events, stream.Runs, stream.Options, out var pixels);
        tally.Add(stream, [.. runs.Select(run => run.Result)], pixels);
    }
}
