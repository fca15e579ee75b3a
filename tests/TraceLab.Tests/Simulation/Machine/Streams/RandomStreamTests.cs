using System.Globalization;
using CsCheck;
using TraceLab.Core.Pixels;
using TraceLab.Results;
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
        AssertMet(tally, PolicyRegistry.All.Select(policy => policy.Name));
        AssertMet(tally, PixelCodecs.All.Select(codec => codec.Name));
        AssertMet(tally, WireFormats.All.Select(wire => wire.Name));
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
        var model = new StreamModel(stream.Events);
        var last = new Dictionary<RunResult, Surface>();
        long pixels = 0;
        var runs = SimulatedRun.PlayAll(
            stream.Events,
            stream.Runs,
            stream.Options with
            {
                Threads = 1,
            },
            (run, frame, shown) =>
            {
                var expected = model.After(frame.AnsweredSequence, stream.Options.FirstSequence);
                AssertShows(expected, shown, run.Result, $"frame {frame.Frame} of poll {frame.Poll}");
                last[run.Result] = shown;
                pixels += shown.Pixels.Length;
            }
        );
        foreach (var result in runs.Select(run => run.Result))
        {
            Assert.True(result.Failure is null, $"{result.Settings}: {result.Failure}");
            AssertNothingIsMissing(model.Last, last.GetValueOrDefault(result), result);
        }

        tally.Add(stream, [.. runs.Select(run => run.Result)], pixels);
    }

    // Once nothing is pending or marked the client has everything. One that was never sent a frame counts as black.
    private static void AssertNothingIsMissing(ModelScreen? final, Surface? shown, RunResult result)
    {
        if (final is not null && shown is null)
        {
            Assert.True(final.Rows.All(pixel => pixel == 0), $"{result.Settings}: no frame was sent");
        }
        else if (final is not null)
        {
            AssertShows(final, shown!, result, "the end");
        }
    }

    private static void AssertShows(ModelScreen? expected, Surface shown, RunResult result, string moment)
    {
        var difference = expected is null ? "there is no screen" : expected.DifferenceFrom(shown);
        Assert.True(
            difference is null,
            $"{result.Settings.Policy} {result.Settings.Codec} {result.Settings.Wire}, {moment}: {difference}"
        );
    }
}
