using System.CommandLine;
using TraceLab.Analysis.Host;
using TraceLab.Analysis.Tables;
using TraceLab.Cli.Console;
using TraceLab.Results;
using TraceLab.Simulation.Host;

namespace TraceLab.Cli.Verbs;

/// <summary><c>tracelab host</c>: several virtual machines that share a link and a CPU budget.</summary>
internal sealed class HostVerb : Verb
{
    private readonly Option<FileInfo[]> _vms = new("--vm")
    {
        Description = "a trace that one virtual machine plays; may be given several times, the same trace too",
        Required = true,
        HelpName = "TRACE",
    };

    private readonly Option<string?> _cpu = new("--cpu")
    {
        Description =
            "what the encoders may handle together, such as 50Mpx of changed pixels a second (default: unlimited)",
        HelpName = "RATE",
    };

    private readonly Option<string> _policy = CommonOptions.Policy();
    private readonly MachineSettings _machine = new();
    private readonly Option<bool> _json = new("--json") { Description = "print JSON instead of a table" };

    public HostVerb()
        : base("host", "Plays several virtual machines on one host that share a link and a CPU budget.")
    {
        Options.Add(_vms);
        Options.Add(_cpu);
        Options.Add(_policy);
        _machine.AddTo(this);
        Options.Add(_json);
        Require(_cpu, "px", "a rate such as 50Mpx");
        Validators.Add(result =>
        {
            if (_machine.Link(result) is { SkipsWhileBusy: true })
            {
                result.AddError("--link: machines that share a link cannot skip polls");
            }
        });
        SetAction((parsed, cancellation) => Task.FromResult(Run(parsed, cancellation)));
    }

    public override IReadOnlyList<Example> Examples { get; } =
    [
        new("two machines on a slow link", "tracelab host --vm session.tlt --vm other.tlt --link 2mbit"),
        new(
            "three times the same session as pixels, with a CPU budget, for a program",
            "tracelab host --vm session.tlt --vm session.tlt --vm session.tlt --policy pixels --link 10mbit --cpu 50Mpx --json"
        ),
    ];

    private int Run(ParseResult parsed, CancellationToken cancellation)
    {
        var options = new HostOptions
        {
            Link = _machine.Link(parsed) ?? new LinkSettings(),
            EncodePixelsPerSecond = Rates.Parse(parsed.GetValue(_cpu), "px") ?? 0,
        };
        var simulation = new TraceSimulation(_machine, parsed, [parsed.GetRequiredValue(_policy)]);
        var runs = simulation.Observe(parsed.GetRequiredValue(_vms), _ => null, cancellation);
        var machines = runs.Select((run, index) => ($"vm{index + 1} {run.Settings.Trace}", run)).ToArray();
        var result = SharedHost.Share(machines, options);
        parsed.InvocationConfiguration.Output.WriteLine(
            parsed.GetValue(_json)
                ? HostJson.Of(result, options)
                : PlainText.Render(HostText.Of(result, options)).TrimEnd()
        );
        return simulation.ExitCode;
    }

    private static void Require(Option<string?> option, string unit, string expected) =>
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is { } text && Rates.Parse(text, unit) is null)
            {
                result.AddError($"{option.Name}: expected {expected}, found '{text}'");
            }
        });
}
