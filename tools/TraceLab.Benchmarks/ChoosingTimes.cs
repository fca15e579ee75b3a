using System.Globalization;
using TraceLab.Core.Commands;
using TraceLab.Results;

namespace TraceLab.Benchmarks;

/// <summary>
/// What choosing costs beside encoding, where it happens: whole replays of the bundled sessions, with the times that the run
/// itself takes of each frame. A frame's time is its least over all rounds, because a frame takes microseconds and anything
/// may disturb it; <c>pixels</c> and <c>ordered</c> take turns, and their least times are added up.
/// </summary>
internal static class ChoosingTimes
{
    private const int DefaultRounds = 40;

    /// <param name="arguments">Rounds, then codecs.</param>
    /// <param name="output">Receives a row a session and codec, as CSV.</param>
    public static void Write(ReadOnlySpan<string> arguments, TextWriter output)
    {
        var rounds = arguments.IsEmpty ? DefaultRounds : int.Parse(arguments[0], CultureInfo.InvariantCulture);
        string[] codecs = arguments.Length < 2 ? ["zstd", "lz4"] : arguments[1..].ToArray();
        output.WriteLine("codec,trace,frames,pixels_ns_per_frame,choose_ns_per_frame,choose,choose_and_encode");
        foreach (var codec in codecs)
        {
            var (allPixels, allOrdered) = (new Sums(), new Sums());
            foreach (var trace in SampledFrames.Traces)
            {
                var (pixels, ordered) = Measure(RecordedSession.Events(trace), codec, rounds);
                output.WriteLine(Row(codec, trace, pixels, ordered));
                allPixels.Add(pixels);
                allOrdered.Add(ordered);
            }

            output.WriteLine(Row(codec, "all", allPixels, allOrdered));
        }
    }

    private static (Sums Pixels, Sums Ordered) Measure(List<SessionEvent> events, string codec, int rounds)
    {
        var (pixels, ordered) = (new LeastTimes(), new LeastTimes());
        for (var round = 0; round < rounds; round++)
        {
            pixels.TakeIn(Replay(events, "pixels", codec));
            ordered.TakeIn(Replay(events, "ordered", codec));
        }

        return (pixels.Sum(), ordered.Sum());
    }

    private static IReadOnlyList<FrameResult> Replay(List<SessionEvent> events, string policy, string codec)
    {
        // Else collections come in the same frames in every round, and no round is without them.
        GC.Collect();
        return RecordedSession.Replay(events, policy, codec).Frames;
    }

    // Both ratios are to all that the path of pixels takes, its own choosing included.
    private static string Row(string codec, string trace, Sums pixels, Sums ordered) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{codec},{trace},{pixels.Frames},{pixels.Encode / pixels.Frames},{ordered.Choose / ordered.Frames},{(double)ordered.Choose / pixels.Encode:0.000},{(double)ordered.Encode / pixels.Encode:0.000}"
        );

    private sealed class Sums
    {
        public long Frames { get; set; }

        public long Choose { get; set; }

        /// <summary>Choosing included.</summary>
        public long Encode { get; set; }

        public void Add(Sums other)
        {
            Frames += other.Frames;
            Choose += other.Choose;
            Encode += other.Encode;
        }
    }

    private sealed class LeastTimes
    {
        private long[] _choose = [];
        private long[] _encode = [];

        public void TakeIn(IReadOnlyList<FrameResult> frames)
        {
            if (_choose.Length == 0)
            {
                (_choose, _encode) = (new long[frames.Count], new long[frames.Count]);
                Array.Fill(_choose, long.MaxValue);
                Array.Fill(_encode, long.MaxValue);
            }

            for (var index = 0; index < _choose.Length; index++)
            {
                _choose[index] = Math.Min(_choose[index], frames[index].ChooseCpuNanoseconds);
                _encode[index] = Math.Min(_encode[index], frames[index].EncodeCpuNanoseconds);
            }
        }

        public Sums Sum() =>
            new()
            {
                Frames = _choose.Length,
                Choose = _choose.Sum(),
                Encode = _encode.Sum(),
            };
    }
}
