using TraceLab.Core.Faults;
using TraceLab.Simulation.Policies.Own;
using TraceLab.Tests.Cli;

namespace TraceLab.Tests.Simulation.Policies.Own;

/// <summary>Files that hold no policy. Those that do are in <see cref="Tools.PolicyTemplateTests"/>, which builds them.</summary>
public sealed class PolicyAssemblyTests : IDisposable
{
    private readonly CliFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_missing_file_is_an_error() => AssertFault(_folder.PathOf("none.dll"), "no such file");

    [Fact]
    public void What_is_no_assembly_is_an_error()
    {
        AssertFault(_folder.Write("text.dll", "MZ, but nothing more"u8.ToArray()), "not a .NET assembly");
        AssertFault(_folder.Write("empty.dll", []), "not a .NET assembly");
    }

    [Fact]
    public void An_assembly_without_a_policy_is_an_error() =>
        AssertFault(typeof(CsCheck.Gen).Assembly.Location, "the assembly has no policy");

    private static void AssertFault(string path, string what)
    {
        var fault = Assert.Throws<InputFaultException>(() => PolicyAssembly.Load(path));

        Assert.Equal((what, path), (fault.What, fault.File));
    }
}
