using TraceLab.Results;
using TraceLab.Simulation.Machine;

namespace TraceLab.Tests.Simulation.Machine.Streams;

/// <summary>How much was compared, and which of the registered parts took part in it. Streams come from several threads.</summary>
internal sealed class StreamTally
{
    private readonly Lock _lock = new();
    private readonly SortedDictionary<string, long> _parts = new(StringComparer.Ordinal);
    private readonly HashSet<(string Policy, string Codec, string Wire, string Profile)> _combinations = [];

    public long Streams { get; private set; }

    public long Runs { get; private set; }

    public long Frames { get; private set; }

    public long Pixels { get; private set; }

    public long PrimitivesSent { get; private set; }

    public long Stalls { get; private set; }

    /// <summary>Policies, codecs, wires, profiles, rectangle rules and the embodiments' choices, with the frames that each made.</summary>
    public IReadOnlyDictionary<string, long> Parts => _parts;

    public void Add(RandomStream stream, IReadOnlyList<RunResult> results, long pixels)
    {
        lock (_lock)
        {
            Streams++;
            Pixels += pixels;
            Stalls += results[0].Totals.Stalls;
            for (var index = 0; index < results.Count; index++)
            {
                var (frames, settings) = (results[index].Totals.Frames, results[index].Settings);
                Runs++;
                _combinations.Add((settings.Policy, settings.Codec, settings.Wire, settings.Profile));
                Frames += frames;
                PrimitivesSent += results[index].Totals.Primitives.Values.Sum(kind => kind.Sent);
                string[] parts =
                [
                    $"policy {settings.Policy}",
                    $"codec {settings.Codec}",
                    $"wire {settings.Wire}",
                    $"profile {settings.Profile}",
                    $"rectangles {settings.Rectangles}",
                    .. Choices(stream.Options.Embodiment),
                ];
                foreach (var part in parts)
                {
                    _parts[part] = _parts.GetValueOrDefault(part) + frames;
                }
            }
        }
    }

    public override string ToString() =>
        $"{Streams:N0} streams, {Runs:N0} runs, {Frames:N0} frames, {Pixels:N0} pixels compared, 0 wrong; "
        + $"{PrimitivesSent:N0} primitives sent, {Stalls:N0} stalls, "
        + $"{_combinations.Count:N0} combinations of policy, codec, wire and profile\nframes by part: "
        + string.Join(", ", _parts.Select(part => $"{part.Key} {part.Value:N0}"));

    private static string[] Choices(MachineEmbodiment embodiment) =>
        [
            $"{embodiment.Queue}",
            $"{embodiment.Framebuffer} framebuffer",
            $"{embodiment.Secondary} secondary",
            $"{embodiment.Position}",
            $"{embodiment.Regions}",
            $"{embodiment.Trigger}",
        ];
}
