using TraceLab.Core.Commands;
using TraceLab.Core.Pixels;
using TraceLab.Results;
using TraceLab.Simulation.Client;
using TraceLab.Simulation.Codecs;
using TraceLab.Simulation.Machine;
using TraceLab.Simulation.Policies;
using TraceLab.Simulation.Wires;

namespace TraceLab.Tests.Simulation;

/// <summary>A finished run with its decisions kept.</summary>
internal sealed class SimulatedRun : IRunObserver
{
    private SimulatedRun(RunSettings settings) => Result = new RunResult(settings, this);

    // Encoders so slow that they get only what a frugal policy leaves for pixels.
    private static readonly string[] SlowCodecs = ["png", "webp", "auto"];

    /// <summary>Policies that choose among the primitives that the driver has.</summary>
    public static IEnumerable<string> Policies =>
        PolicyRegistry.All.Where(policy => policy.CreateProposer() is null).Select(policy => policy.Name);

    /// <summary>Policies that find primitives themselves, so that their decisions are about others.</summary>
    public static IEnumerable<string> Finders =>
        PolicyRegistry.All.Where(policy => policy.CreateProposer() is not null).Select(policy => policy.Name);

    public static IEnumerable<string> Codecs => PixelCodecs.All.Select(codec => codec.Name);

    public static IEnumerable<string> Wires => WireFormats.All.Select(wire => wire.Name);

    public RunResult Result { get; }

    public List<PrimitiveDecision> Decisions { get; } = [];

    private Action<FrameResult>? OnEachFrame { get; set; }

    /// <summary>Every policy, every codec and every wire, in a fixed order, but not every product of them.</summary>
    public static RunSettings[] AllSettings() =>
        [
            .. Policies
                .SelectMany(policy => new[] { Settings(policy), Settings(policy, "lz4", "compact") })
                .Concat(Codecs.Select(codec => Settings("ordered", codec, "compact")))
                .Concat(Codecs.Except(SlowCodecs, StringComparer.Ordinal).Select(codec => Settings("pixels", codec)))
                .Concat(Wires.SelectMany(OnWire))
                .Distinct(),
        ];

    // Of a wire that cannot carry all codecs, all that it does.
    private static IEnumerable<RunSettings> OnWire(string wire)
    {
        string[] carried = [.. WireFormats.CodecsOf(WireFormats.ByName(wire))];
        return (carried.Contains("zstd") ? ["zstd"] : carried).Select(codec => Settings("ordered", codec, wire));
    }

    public static RunSettings Settings(
        string policy,
        string codec = "raw",
        string wire = "fixed",
        string profile = ClientProfiles.Default
    ) =>
        new()
        {
            Trace = "test",
            Policy = policy,
            Codec = codec,
            Wire = wire,
            Profile = profile,
        };

    public static SimulatedRun Play(
        IEnumerable<SessionEvent> events,
        string policy,
        string codec = "raw",
        string wire = "fixed",
        MachineOptions? options = null
    ) => PlayAll(events, [Settings(policy, codec, wire)], options)[0];

    /// <summary>Plays all runs at once; a witness sees each frame together with what that run's client shows after it.</summary>
    public static SimulatedRun[] PlayAll(
        IEnumerable<SessionEvent> events,
        IEnumerable<RunSettings> settings,
        MachineOptions? options = null,
        Action<SimulatedRun, FrameResult, Surface>? witness = null
    )
    {
        SimulatedRun[] runs = [.. settings.Select(one => new SimulatedRun(one))];
        using var simulator = new Simulator(options ?? new MachineOptions(), runs.Select(run => run.Result));
        var clients = simulator.Runs.ToDictionary(run => run.Result);
        foreach (var run in runs)
        {
            run.OnEachFrame = frame => witness?.Invoke(run, frame, clients[run.Result].Shown!);
        }

        simulator.Play(events);
        return runs;
    }

    /// <summary>Plays with everything there is and fails on the first wrong pixel of any run.</summary>
    public static SimulatedRun[] AssertExact(IEnumerable<SessionEvent> events, MachineOptions? options = null) =>
        AssertExact(events, AllSettings(), options);

    /// <summary>Plays with the given settings and fails on the first wrong pixel of any run.</summary>
    public static SimulatedRun[] AssertExact(
        IEnumerable<SessionEvent> events,
        IEnumerable<RunSettings> settings,
        MachineOptions? options = null
    )
    {
        var runs = PlayAll(events, settings, options);
        foreach (var run in runs)
        {
            Assert.True(run.Result.Failure is null, $"{run.Result.Settings}: {run.Result.Failure}");
            Assert.Equal(0, run.Result.Totals.WrongPixels);
        }

        return runs;
    }

    void IRunObserver.OnFrame(in FrameResult frame) => OnEachFrame?.Invoke(frame);

    void IRunObserver.OnDecision(in PrimitiveDecision decision) => Decisions.Add(decision);
}
