using System.Reflection;
using System.Runtime.Loader;
using TraceLab.Core.Faults;

namespace TraceLab.Simulation.Policies.Own;

/// <summary>
/// A .NET assembly that a user built: each public class of it that implements <see cref="IPolicy"/> and has a public
/// constructor without parameters is a policy. What the assembly needs is looked for beside it; the interface itself is ours.
/// </summary>
public static class PolicyAssembly
{
    /// <summary>The policies of an assembly, by name, each watched so that a fault of theirs is told as theirs.</summary>
    /// <exception cref="InputFaultException">
    /// The file is missing or no .NET assembly, was built against another interface, or has no policy of a name of its own.
    /// </exception>
    public static IReadOnlyList<IPolicy> Load(string path)
    {
        IPolicy[] policies = [.. PolicyTypes(path).Select(type => Create(type, path))];
        if (policies.Length == 0)
        {
            throw new InputFaultException(
                "the assembly has no policy",
                path,
                expected: $"a public class that implements {typeof(IPolicy).FullName} and has a constructor without parameters",
                remedy: "begin with the template in tools/PolicyTemplate"
            );
        }

        var taken = policies
            .Concat(PolicyRegistry.All)
            .GroupBy(policy => policy.Name, StringComparer.Ordinal)
            .FirstOrDefault(same => same.Skip(1).Any());
        if (taken is not null)
        {
            throw new InputFaultException($"two policies are named '{taken.Key}'", path, remedy: "rename one of them");
        }

        return
        [
            .. policies.OrderBy(policy => policy.Name, StringComparer.Ordinal).Select(own => new WatchedPolicy(own)),
        ];
    }

    private static IEnumerable<Type> PolicyTypes(string path)
    {
        if (!File.Exists(path))
        {
            throw new InputFaultException("no such file", path);
        }

        try
        {
            return new Context(Path.GetFullPath(path))
                .LoadFromAssemblyPath(Path.GetFullPath(path))
                .GetExportedTypes()
                .Where(type => type.IsAssignableTo(typeof(IPolicy)) && !type.IsAbstract)
                .Where(type => type.GetConstructor(Type.EmptyTypes) is not null);
        }
        catch (BadImageFormatException fault)
        {
            throw new InputFaultException(
                "not a .NET assembly",
                path,
                expected: "a .dll built for .NET 10",
                inner: fault
            );
        }
        catch (Exception fault) when (fault is TypeLoadException or FileLoadException or FileNotFoundException)
        {
            throw Mismatch(path, fault);
        }
    }

    private static IPolicy Create(Type type, string path)
    {
        try
        {
            return (IPolicy)Activator.CreateInstance(type)!;
        }
        catch (TargetInvocationException fault)
        {
            throw new InputFaultException(
                $"the constructor of {type.FullName} failed",
                path,
                found: fault.InnerException!.Message,
                inner: fault
            );
        }
        catch (TypeLoadException fault)
        {
            throw Mismatch(path, fault);
        }
    }

    private static InputFaultException Mismatch(string path, Exception fault) =>
        new(
            "the assembly does not fit this tracelab",
            path,
            found: fault.Message,
            remedy: "build it against the TraceLab.Simulation.dll beside this tracelab",
            inner: fault
        );

    private sealed class Context(string path) : AssemblyLoadContext(Path.GetFileNameWithoutExtension(path))
    {
        private readonly AssemblyDependencyResolver _beside = new(path);

        // Two copies of the interface would be two interfaces.
        protected override Assembly? Load(AssemblyName assemblyName) =>
            assemblyName.Name!.StartsWith("TraceLab.", StringComparison.Ordinal) ? null
            : _beside.ResolveAssemblyToPath(assemblyName) is { } found ? LoadFromAssemblyPath(found)
            : null;
    }
}
