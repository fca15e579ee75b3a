using TraceLab.Core.Commands;
using TraceLab.Core.Pixels;
using TraceLab.Results;
using TraceLab.Simulation.Machine;

namespace TraceLab.Tests.Simulation.Machine.Streams;

/// <summary>
/// Plays a session and holds every client, after every frame and at the end, against the screen that another painter made
/// of the same commands.
/// </summary>
internal static class StreamCheck
{
    /// <summary>Plays with everything there is.</summary>
    public static SimulatedRun[] AssertExact(IReadOnlyList<SessionEvent> events, MachineOptions? options = null) =>
        AssertExact(events, SimulatedRun.AllSettings(), options ?? new MachineOptions(), out _);

    /// <summary>Plays the given runs; tells how many pixels were compared.</summary>
    public static SimulatedRun[] AssertExact(
        IReadOnlyList<SessionEvent> events,
        IEnumerable<RunSettings> settings,
        MachineOptions options,
        out long pixels
    )
    {
        var model = new StreamModel(events);
        var last = new Dictionary<RunResult, ModelScreen>();
        long compared = 0;
        var runs = SimulatedRun.PlayAll(
            events,
            settings,
            options with
            {
                Threads = 1,
            },
            (run, frame, shown) =>
            {
                var expected = model.After(frame.AnsweredSequence, options.FirstSequence);
                AssertShows(expected, shown, run.Result, $"frame {frame.Frame} of poll {frame.Poll}");
                last[run.Result] = expected!;
                compared += shown.Pixels.Length;
            }
        );
        foreach (var result in runs.Select(run => run.Result))
        {
            Assert.True(result.Failure is null, $"{result.Settings}: {result.Failure}");
            AssertNothingIsMissing(model.Last, last.GetValueOrDefault(result), result);
        }

        pixels = compared;
        return runs;
    }

    // Once nothing is pending or marked the client has everything. One that was never sent a frame counts as black.
    private static void AssertNothingIsMissing(ModelScreen? final, ModelScreen? shown, RunResult result)
    {
        if (final is not null && shown is null)
        {
            Assert.True(final.Rows.All(pixel => pixel == 0), $"{result.Settings}: no frame was sent");
        }
        else if (final is not null)
        {
            var difference = final.DifferenceFrom(shown!.Width, shown.Height, shown.Rows);
            Assert.True(difference is null, $"{result.Settings}, the end: {difference}");
        }
    }

    private static void AssertShows(ModelScreen? expected, Surface shown, RunResult result, string moment)
    {
        var difference = expected is null
            ? "there is no screen"
            : expected.DifferenceFrom(shown.Width, shown.Height, shown.ReadPixels);
        Assert.True(
            difference is null,
            $"{result.Settings.Policy} {result.Settings.Codec} {result.Settings.Wire}, {moment}: {difference}"
        );
    }
}
