using CsCheck;
using TraceLab.Core.Commands;
using TraceLab.Results;
using TraceLab.Simulation.Blitmaps.Merging;
using TraceLab.Simulation.Client;
using TraceLab.Simulation.Codecs;
using TraceLab.Simulation.Machine;
using TraceLab.Simulation.Policies;
using TraceLab.Simulation.Wires;
using TraceLab.Tests.Generators;
using TraceLab.Tests.Simulation.Client;

namespace TraceLab.Tests.Simulation.Machine.Streams;

/// <summary>
/// A random session for a random machine, and for every policy a pixel codec, a wire, a client profile and a rectangle rule. All of it comes
/// from the registries, so that what is added there is met here.
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

    private static readonly string[] s_policies = [.. PolicyRegistry.All.Select(policy => policy.Name), "any-legal"];

    private static readonly string[] s_profiles = [.. ClientProfiles.All.Select(profile => profile.Name), "small"];

    // What a policy of the registry would never choose is chosen too.
    private static readonly Gen<AnyLegalPolicy> s_anyLegal = Gen.Select(
        Gen.OneOf(1.0, 0.8, 0.5),
        Gen.Int[0, 1000],
        (share, seed) => new AnyLegalPolicy("any-legal", share, seed)
    );

    private static readonly Gen<(int Codec, int Wire, int Profile, int Rectangles)> s_pick = Gen.Select(
        Gen.Int[0, PixelCodecs.All.Count - 1],
        Gen.Int[0, WireFormats.All.Count - 1],
        Gen.Int[0, s_profiles.Length - 1],
        Gen.Int[0, RectangleRules.All.Count - 1]
    );

    public static readonly Gen<RandomStream> Any = Gen.Select(
        SessionGen.Sessions(s_sessions),
        MachineGen.Machines,
        ProfileGen.Small,
        s_anyLegal,
        s_pick.Array[s_policies.Length],
        (events, options, small, anyLegal, picks) =>
            new RandomStream(
                events,
                options with
                {
                    OwnProfiles = [small],
                    OwnPolicies = [anyLegal],
                },
                [.. s_policies.Zip(picks, RunOf)]
            )
    );

    public string Text() =>
        $"{Options}\n{Options.OwnProfiles[0]}\n"
        + string.Concat(Runs.Select(run => $"{run.Policy} {run.Codec} {run.Wire} {run.Profile} {run.Rectangles}\n"))
        + SessionGen.Print(Events);

    private static RunSettings RunOf(string policy, (int Codec, int Wire, int Profile, int Rectangles) pick)
    {
        var wire = WireFormats.All[pick.Wire];
        string[] codecs = [.. WireFormats.CodecsOf(wire)];
        return SimulatedRun.Settings(
            policy,
            codecs[pick.Codec % codecs.Length],
            wire.Name,
            s_profiles[pick.Profile]
        ) with
        {
            Rectangles = RectangleRules.All[pick.Rectangles].Name,
        };
    }
}
