using CsCheck;
using TraceLab.Core.Geometry;
using TraceLab.Results;
using TraceLab.Simulation.Codecs;
using TraceLab.Simulation.Wires;

namespace TraceLab.Tests.Simulation.Machine.Streams;

/// <summary>
/// Codecs that change pixels, under every policy, profile and wire that carries them: each client shows what the encoder knows it shows, its
/// distance to the screen as of the answered number is what is reported, and where nothing went as pixels there is none.
/// </summary>
public class LossyStreamTests
{
    private const int Streams = 60;

    [Fact]
    public void What_clients_show_is_known_and_its_distance_reported() =>
        Gen.Select(RandomStream.Any, Gen.Int[1, 100]).Sample(Check, iter: Streams, print: pair => pair.Item1.Text());

    // The left half goes as pixels; the policy then sends the copy, which reads it.
    [Theory]
    [InlineData("jpeg-20")]
    [InlineData("webp-lossy-20")]
    public void A_copy_of_lossy_pixels_is_lossy(string codec)
    {
        var session = SessionBuilder
            .Screen(64, 32)
            .At(1)
            .Noise(new Rect(0, 0, 32, 32), seed: 1)
            .At(40)
            .Copy(new Rect(32, 0, 64, 32), 0, 0)
            .End();
        var shown = new List<uint[]>();
        var run = SimulatedRun.PlayAll(
            session.Events,
            [SimulatedRun.Settings("kind", codec)],
            witness: (_, _, surface) => shown.Add(surface.ReadPixels.ToArray())
        )[0];

        Assert.Null(run.Result.Failure);
        Assert.Equal(2, shown.Count);
        Assert.Equal(0, run.Result.Frames[1].PixelBytes);
        Assert.Equal(
            2 * run.Result.Frames[0].Fidelity!.Value.LossyPixels,
            run.Result.Frames[1].Fidelity!.Value.LossyPixels
        );
        for (var y = 0; y < 32; y++)
        {
            var row = shown[1].AsSpan(y * 64, 64);
            Assert.True(row[..32].SequenceEqual(row[32..]) && row[..32].SequenceEqual(shown[0].AsSpan(y * 64, 32)));
        }
    }

    private static RunSettings Lossy(RunSettings run, string codec) =>
        run with
        {
            Codec = codec,
            Wire = WireFormats.Carries(run.Wire, codec) ? run.Wire : WireFormats.Default,
        };

    private static void Check(RandomStream stream, int quality)
    {
        var model = new StreamModel(stream.Events);
        var exactSoFar = new HashSet<RunResult>();
        var runs = SimulatedRun.PlayAll(
            stream.Events,
            stream.Runs.Select((run, index) => Lossy(run, PixelCodecs.Lossy[index % 2].With(quality).Name)),
            stream.Options with
            {
                Threads = 1,
            },
            (run, frame, shown) =>
            {
                var expected = model.After(frame.AnsweredSequence, stream.Options.FirstSequence)!;
                var different = expected.Rows.Zip(shown.ReadPixels.ToArray()).Count(pair => pair.First != pair.Second);
                Assert.Equal(different, frame.Fidelity!.Value.LossyPixels);
                if (frame.RegionsAsPixels == 0 && (frame.Frame == 1 || exactSoFar.Contains(run.Result)))
                {
                    exactSoFar.Add(run.Result);
                    Assert.Equal(0, different);
                }
                else
                {
                    exactSoFar.Remove(run.Result);
                }
            }
        );
        Assert.All(
            runs,
            run => Assert.True(run.Result.Failure is null, $"{run.Result.Settings}: {run.Result.Failure}")
        );
        Assert.All(runs, run => Assert.True(run.Result.IsLossy && run.Result.Totals.WrongPixels == 0));
    }
}
