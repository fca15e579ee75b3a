using System.CommandLine;
using System.Runtime.InteropServices;
using TraceLab.Cli.Console;
using TraceLab.Simulation.Calibration;
using TraceLab.Simulation.Codecs;
using TraceLab.Simulation.Pricing;

namespace TraceLab.Cli.Verbs;

/// <summary><c>tracelab calibrate</c>: measures what encoding and decoding cost on this machine.</summary>
internal sealed class CalibrateVerb : Verb
{
    private readonly Option<FileInfo?> _output = new("--output", "-o")
    {
        Description = "the cost profile to write (JSON; default: standard output)",
        HelpName = "FILE",
    };

    private readonly Option<string[]> _codecs = new("--codec")
    {
        Description = "a pixel codec to measure; may be given several times (default: all of them)",
        DefaultValueFactory = _ => [.. PixelCodecs.Names],
        HelpName = "NAME",
    };

    private readonly Option<int> _repeats = CommonOptions.Whole(
        "--repeats",
        "measurements of each sample, of which the least disturbed counts",
        new CalibrationOptions().Repeats,
        1,
        1000
    );

    private readonly Option<bool> _force = CommonOptions.Force();

    public CalibrateVerb()
        : base(
            "calibrate",
            "Measures what pixel codecs and primitives cost in CPU time on this machine, for --cost-profile."
        )
    {
        _codecs.AcceptOnlyFromAmong([.. PixelCodecs.Names]);
        Options.Add(_output);
        Options.Add(_codecs);
        Options.Add(_repeats);
        Options.Add(_force);
        SetAction((parsed, cancellation) => Task.FromResult(Run(parsed, cancellation)));
    }

    public override IReadOnlyList<Example> Examples { get; } =
    [
        new(
            "a profile of this machine, and what a session takes with it on a slow link",
            "tracelab calibrate -o costs.json && tracelab replay session.tlt --cost-profile costs.json --link 2mbit,40ms"
        ),
        new("one codec, to look at", "tracelab calibrate --codec lz4 --repeats 20"),
    ];

    private int Run(ParseResult parsed, CancellationToken cancellation)
    {
        var output = parsed.GetValue(_output);
        if (output is not null)
        {
            OutputFile.RefuseExisting(output, parsed.GetValue(_force));
        }

        var options = new CalibrationOptions
        {
            Codecs = [.. parsed.GetRequiredValue(_codecs).Distinct(StringComparer.Ordinal)],
            Repeats = parsed.GetValue(_repeats),
        };
        var status = new StatusLine(parsed.InvocationConfiguration.Error);
        var profile = Calibrator.Run(
            ProcessorName.Read(),
            $"{RuntimeInformation.FrameworkDescription}, {RuntimeInformation.RuntimeIdentifier}",
            options,
            what => status.Show($"measuring {what}"),
            cancellation
        );
        status.Clear();
        if (output is null)
        {
            parsed.InvocationConfiguration.Output.Write(CostProfileFile.Write(profile));
        }
        else
        {
            File.WriteAllText(output.FullName, CostProfileFile.Write(profile));
        }

        return ExitCodes.Done;
    }
}
