using System.CommandLine;
using TraceLab.Simulation.Blitmaps.Merging;
using TraceLab.Simulation.Codecs;
using TraceLab.Simulation.Machine;
using TraceLab.Simulation.Policies;
using TraceLab.Simulation.Wires;

namespace TraceLab.Cli.Console;

/// <summary>Options that several verbs share, so that they mean and say the same everywhere.</summary>
internal static class CommonOptions
{
    public static Argument<FileInfo> Trace() => new("TRACE") { Description = "a trace file (.tlt)" };

    public static Argument<FileInfo[]> Traces() =>
        new("TRACE") { Description = "trace files (.tlt)", Arity = ArgumentArity.OneOrMore };

    /// <summary>The trace that a verb makes.</summary>
    public static Option<FileInfo> OutputTrace() =>
        new("--output", "-o")
        {
            Description = "the trace file to write (.tlt)",
            Required = true,
            HelpName = "TRACE",
        };

    /// <summary>A part of a screen; see <see cref="Areas"/>.</summary>
    public static Option<string?> Area(string name, string description)
    {
        var option = new Option<string?>(name) { Description = description, HelpName = "X,Y,WIDTH,HEIGHT" };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is { } text && Areas.Parse(text) is null)
            {
                result.AddError($"{name}: expected {Areas.Syntax}, found '{text}'");
            }
        });
        return option;
    }

    public static Option<string> Codec()
    {
        var option = new Option<string>("--codec")
        {
            Description = Choices(
                "pixel codec",
                PixelCodecs.All.Concat(PixelCodecs.Lossy).Select(codec => (codec.Name, codec.Description))
            ),
            DefaultValueFactory = _ => PixelCodecs.Default,
            HelpName = "NAME",
        };
        option.CompletionSources.Add([.. PixelCodecs.Names]);
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string>() is { } name && PixelCodecs.Find(name) is null)
            {
                var names = PixelCodecs.Names.Select(known => $"'{known}'");
                result.AddError($"--codec: expected one of {string.Join(", ", names)}, found '{name}'");
            }
        });
        return option;
    }

    public static Option<string> Wire() =>
        Named(
            "--wire",
            "byte format of frames",
            WireFormats.Default,
            WireFormats.All.Select(wire => (wire.Name, wire.Description))
        );

    public static Option<string> Rectangles() =>
        Named(
            "--rectangles",
            "how regions that go as pixels become rectangles",
            RectangleRules.Default,
            RectangleRules.All.Select(rule => (rule.Name, rule.Description))
        );

    /// <summary>What is wrong where a wire meets only codecs that it cannot carry.</summary>
    public static string UncarriedCodec(string wire, string found) =>
        $"--codec: the wire '{wire}' expects {string.Join(", ", WireFormats.CodecsOf(WireFormats.ByName(wire)))}, found '{found}'";

    public static Option<string> Policy()
    {
        var option = new Option<string>("--policy")
        {
            Description = PolicyDescription,
            DefaultValueFactory = _ => "ordered",
            HelpName = "NAME",
        };
        PolicyAssemblyOption.Check(option, result => [result.GetValueOrDefault<string>() ?? ""]);
        return option;
    }

    public static Option<string[]> Policies()
    {
        var option = new Option<string[]>("--policy")
        {
            Description = $"{PolicyDescription}; may be given several times",
            DefaultValueFactory = _ => [.. PolicyRegistry.Usual],
            HelpName = "NAME",
        };
        PolicyAssemblyOption.Check(option, result => result.GetValueOrDefault<string[]>() ?? []);
        return option;
    }

    public static Option<int> Poll() =>
        Whole("--poll", "framebuffer update requests a second", new MachineOptions().PollsPerSecond, 1, 1000);

    public static Option<int> Region() =>
        Whole("--region", "edge of a region in pixels", new MachineOptions().RegionSize, 1, 256);

    public static Option<bool> NoCheck() =>
        new("--no-check") { Description = "do not compare the client with the primary framebuffer after every frame" };

    public static Option<bool> Force() => new("--force") { Description = "replace files that exist" };

    public static IEnumerable<string> PolicyNames => PolicyRegistry.All.Select(policy => policy.Name);

    private static string PolicyDescription =>
        Choices("what goes as primitives", PolicyRegistry.All.Select(policy => (policy.Name, policy.Description)));

    private static string Choices(string what, IEnumerable<(string Name, string Description)> choices) =>
        $"{what}: {string.Join("; ", choices.Select(choice => $"{choice.Name} ({choice.Description})"))}";

    // One of a closed list of names.
    private static Option<string> Named(
        string name,
        string what,
        string @default,
        IEnumerable<(string Name, string Description)> choices
    )
    {
        var option = new Option<string>(name)
        {
            Description = Choices(what, choices),
            DefaultValueFactory = _ => @default,
            HelpName = "NAME",
        };
        return option.AcceptOnlyFromAmong([.. choices.Select(choice => choice.Name)]);
    }

    /// <summary>A whole number between two limits.</summary>
    public static Option<int> Whole(string name, string description, int @default, int least, int most)
    {
        var option = new Option<int>(name)
        {
            Description = $"{description} ({least} to {most})",
            DefaultValueFactory = _ => @default,
            HelpName = "N",
        };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is var value && (value < least || value > most))
            {
                result.AddError($"{name}: expected {least} to {most}, found {value}");
            }
        });
        return option;
    }
}
