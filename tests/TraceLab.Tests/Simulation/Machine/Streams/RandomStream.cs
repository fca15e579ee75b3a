using CsCheck;
using TraceLab.Core.Commands;
using TraceLab.Results;
using TraceLab.Simulation.Codecs;
using TraceLab.Simulation.Machine;
using TraceLab.Simulation.Policies;
using TraceLab.Simulation.Wires;
using TraceLab.Tests.Generators;

namespace TraceLab.Tests.Simulation.Machine.Streams;

/// <summary>
/// A random session for a random machine, and for every policy a pixel codec and a wire. All of it comes from the
/// registries, so that what is added there is met here.
/// </summary>
internal sealed record RandomStream(SessionEvent[] Events, MachineOptions Options, RunSettings[] Runs)
{
    private static readonly SessionGenOptions s_sessions = new()
    {
        MaxEvents = 40,
        MaxSide = 36,
        HasNotes = false,
        HasScreenLoss = true,
    };

    public static readonly Gen<RandomStream> Any = Gen.Select(
        SessionGen.Sessions(s_sessions),
        MachineGen.Machines,
        Gen.Select(Gen.Int[0, PixelCodecs.All.Count - 1], Gen.Int[0, WireFormats.All.Count - 1]).Array[
            PolicyRegistry.All.Count
        ],
        (events, options, picks) =>
            new RandomStream(
                events,
                options,
                [
                    .. PolicyRegistry.All.Zip(
                        picks,
                        (policy, pick) =>
                            SimulatedRun.Settings(
                                policy.Name,
                                PixelCodecs.All[pick.Item1].Name,
                                WireFormats.All[pick.Item2].Name
                            )
                    ),
                ]
            )
    );

    public string Text() =>
        $"{Options}\n{string.Join('\n', Runs.Select(run => $"{run.Policy} {run.Codec} {run.Wire}"))}\n{SessionGen.Print(Events)}";
}
