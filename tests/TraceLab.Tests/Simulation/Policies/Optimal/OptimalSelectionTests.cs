using CsCheck;
using TraceLab.Results;
using TraceLab.Simulation.Blitmaps;
using TraceLab.Simulation.Encoder;
using TraceLab.Simulation.Policies;
using TraceLab.Simulation.Policies.Optimal;

namespace TraceLab.Tests.Simulation.Policies.Optimal;

/// <summary>Held against every legal subset there is, tried one after the other by plain rules written here.</summary>
public class OptimalSelectionTests
{
    private static readonly int Frames = int.Parse(
        Environment.GetEnvironmentVariable("TRACELAB_RANDOM_FRAMES") ?? "10000",
        System.Globalization.CultureInfo.InvariantCulture
    );

    [Fact]
    public void No_legal_choice_of_a_random_frame_costs_less() =>
        FrameGen.Frames.Sample(
            frame =>
            {
                var analysis = frame.Analyse();
                var selection = new OptimalSelection();
                selection.Begin(analysis, frame.Changed());

                var bytes = selection.Select(frame.PrimitiveBytes, frame.RegionBytes);

                var chosen = Enumerable.Range(0, analysis.Count).Sum(index => selection.Goes(index) ? 1 << index : 0);
                var plain = new PlainChoices(frame, analysis);
                Assert.True(plain.IsLegal(chosen), "the choice is not legal");
                Assert.Equal(plain.Bytes(chosen), bytes);
                Assert.Equal(plain.LeastBytes(), bytes);
            },
            iter: Frames
        );

    // The machine itself decides what is left for pixels.
    [Fact]
    public void Its_bytes_are_those_of_what_the_encoder_would_send() =>
        FrameGen.Frames.Sample(
            frame =>
            {
                var analysis = frame.Analyse();
                var selection = new OptimalSelection();
                selection.Begin(analysis, frame.Changed());
                var bytes = selection.Select(frame.PrimitiveBytes, frame.RegionBytes);
                var choices = Enumerable
                    .Range(0, analysis.Count)
                    .Select(index =>
                        PrimitiveChoice.Stays(selection.Goes(index) ? DecisionReason.Sent : DecisionReason.NotCheaper)
                    )
                    .ToArray();
                var pixels = frame.Changed();
                new RegionCover().Apply(analysis, choices, pixels);

                var sent = frame.PrimitiveBytes.Where((_, index) => choices[index].Goes).Sum();
                Assert.Equal(bytes, sent + AdditiveBytes.OfPixels(pixels, frame.RegionBytes));
            },
            iter: 1000
        );

    private sealed class PlainChoices
    {
        private readonly SmallFrame _frame;
        private readonly int _executable;
        private readonly int[] _touching;
        private readonly int[] _needed;

        public PlainChoices(SmallFrame frame, FrameAnalysis analysis)
        {
            _frame = frame;
            var facts = analysis.Facts;
            _executable = Mask(facts.Count, index => facts[index].IsExecutable);
            _touching =
            [
                .. from row in Enumerable.Range(0, SmallFrame.Grid.Rows)
                from column in Enumerable.Range(0, SmallFrame.Grid.Columns)
                let region = SmallFrame.Grid.RectOf(column, row)
                select Mask(facts.Count, index => facts[index].Bounds.Intersects(region)),
            ];
            _needed =
            [
                .. Enumerable
                    .Range(0, facts.Count)
                    .Select(reader => Mask(reader, earlier => FrameAnalysis.Changes(facts[earlier], facts[reader]))),
            ];
        }

        public bool IsLegal(int subset)
        {
            for (var index = 0; index < _needed.Length; index++)
            {
                if ((subset >> index & 1) == 1 && (_needed[index] & ~subset) != 0)
                {
                    return false;
                }
            }

            return (subset & ~_executable) == 0;
        }

        public double Bytes(int subset)
        {
            double bytes = 0;
            for (var region = 0; region < _touching.Length; region++)
            {
                var going = _touching[region] & subset;
                var isSent = going == 0 ? _frame.Marks[region] : going != _touching[region];
                bytes += isSent ? _frame.RegionBytes[region] : 0;
            }

            for (var index = 0; index < _needed.Length; index++)
            {
                bytes += (subset >> index & 1) == 1 ? _frame.PrimitiveBytes[index] : 0;
            }

            return bytes;
        }

        public double LeastBytes()
        {
            var least = double.MaxValue;
            for (var subset = 0; subset < 1 << _needed.Length; subset++)
            {
                least = IsLegal(subset) ? Math.Min(least, Bytes(subset)) : least;
            }

            return least;
        }

        private static int Mask(int count, Func<int, bool> has) =>
            Enumerable.Range(0, count).Sum(index => has(index) ? 1 << index : 0);
    }
}

/// <summary>What marked regions cost when each has a price of its own.</summary>
internal static class AdditiveBytes
{
    public static double OfPixels(Blitmap pixels, ReadOnlySpan<double> regionBytes)
    {
        double bytes = 0;
        for (var region = 0; region < pixels.Grid.RegionCount; region++)
        {
            var (row, column) = Math.DivRem(region, pixels.Grid.Columns);
            bytes += pixels.IsMarked(column, row) ? regionBytes[region] : 0;
        }

        return bytes;
    }
}
