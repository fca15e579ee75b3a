using TraceLab.Core.Commands;
using TraceLab.Core.Faults;
using TraceLab.Simulation.Policies.Optimal;
using TraceLab.Simulation.Policies.Ordered;
using TraceLab.Simulation.Policies.Peers;

namespace TraceLab.Simulation.Policies;

/// <summary>The registry of policies: one more policy is one new file and one line here.</summary>
public static class PolicyRegistry
{
    public static IReadOnlyList<IPolicy> All { get; } =
    [
        new PixelsPolicy(),
        new SizePolicy(),
        new KindPolicy(CommandKind.Copy, CommandKind.Fill),
        new OrderedPolicy(),
        new OptimalPolicy(),
        new PrimitivesPolicy(),
        new EncodedSizePolicy(),
        AlwaysPolicy.Copy(),
        AlwaysPolicy.Fill(),
        new DetectPolicy(),
        new TigerVncPolicy(),
        new GuacamolePolicy(),
        new XpraPolicy(),
        new SpicePolicy(),
        new LinkTimePolicy(),
    ];

    /// <summary>What a comparison holds against each other when nobody names policies.</summary>
    public static IReadOnlyList<string> Usual { get; } = ["pixels", "size", "kind", "ordered", "optimal"];

    /// <summary>
    /// Whether the choices of a policy may depend on the run's link, so that no two links can share an encoding. Nobody knows
    /// that of a policy that a user brought.
    /// </summary>
    public static bool DependsOnLink(string name, IEnumerable<IPolicy> own) =>
        ByName(name, own) is var policy && (policy is LinkTimePolicy || !All.Contains(policy));

    /// <exception cref="InputFaultException">There is no policy of that name.</exception>
    public static IPolicy ByName(string name) => ByName(name, []);

    /// <summary>Looks among the policies that a user brought, then among those here.</summary>
    /// <exception cref="InputFaultException">There is no policy of that name.</exception>
    public static IPolicy ByName(string name, IEnumerable<IPolicy> own) =>
        own.Concat(All).FirstOrDefault(policy => policy.Name == name)
        ?? throw new InputFaultException(
            "unknown policy",
            expected: $"one of {string.Join(", ", own.Concat(All).Select(policy => policy.Name))}",
            found: name
        );
}
