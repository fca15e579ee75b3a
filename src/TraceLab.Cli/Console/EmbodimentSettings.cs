using System.CommandLine;
using TraceLab.Simulation.Adapter;
using TraceLab.Simulation.Machine;

namespace TraceLab.Cli.Console;

/// <summary>The options that say which of the patent's machines is simulated, how fast its adapter is, how long its FIFOs.</summary>
internal sealed class EmbodimentSettings
{
    private const int MaxFifoCapacity = 1_000_000;

    private readonly Option<string> _machine = new("--machine")
    {
        Description = "the embodiment of the patent to simulate; --list-machines explains them",
        DefaultValueFactory = _ => MachineEmbodiments.Default,
        HelpName = "NAME",
    };

    private readonly Option<string> _service = new("--service")
    {
        Description = $"how long the adapter takes for a primitive: {ServiceModelText.Syntax}",
        DefaultValueFactory = _ => "instant",
        HelpName = "COST",
    };

    private readonly Option<int> _adapterFifo = CommonOptions.Whole(
        "--adapter-fifo",
        "entries of the adapter's FIFO; 0: as many as needed",
        0,
        0,
        MaxFifoCapacity
    );

    private readonly Option<int> _driverFifo = CommonOptions.Whole(
        "--driver-fifo",
        "entries of the driver's queue; 0: as many as needed",
        0,
        0,
        MaxFifoCapacity
    );

    public EmbodimentSettings()
    {
        _machine.AcceptOnlyFromAmong([.. MachineEmbodiments.All.Select(named => named.Name)]);
        _service.Validators.Add(result =>
        {
            var text = result.GetValueOrDefault<string>();
            if (ServiceModelText.Parse(text) is null)
            {
                result.AddError($"--service: expected {ServiceModelText.Syntax}, found '{text}'");
            }
        });
    }

    public void AddTo(Command command)
    {
        command.Options.Add(_machine);
        command.Options.Add(ListOption.Machines());
        command.Options.Add(_service);
        command.Options.Add(_adapterFifo);
        command.Options.Add(_driverFifo);
    }

    public MachineOptions Apply(ParseResult parsed, MachineOptions options) =>
        options with
        {
            Embodiment = MachineEmbodiments.ByName(parsed.GetRequiredValue(_machine)),
            Service = ServiceModelText.Parse(parsed.GetRequiredValue(_service))!,
            AdapterFifoCapacity = parsed.GetValue(_adapterFifo),
            DriverFifoCapacity = parsed.GetValue(_driverFifo),
        };
}
