using TraceLab.Core.Commands;
using TraceLab.Simulation.Codecs;
using TraceLab.Simulation.Encoder;
using TraceLab.Simulation.Pricing;

namespace TraceLab.Simulation.Calibration;

/// <summary>Measures a <see cref="CostProfile"/> of the machine it runs on, on the calling thread alone.</summary>
public static class Calibrator
{
    /// <param name="machine">The processor's name, for the profile.</param>
    /// <param name="runtime">The runtime's and the system's name, for the profile.</param>
    /// <param name="options">What is measured.</param>
    /// <param name="progress">Told what is measured next.</param>
    /// <param name="cancellation">Looked at between the things that are measured.</param>
    public static CostProfile Run(
        string machine,
        string runtime,
        CalibrationOptions options,
        Action<string> progress,
        CancellationToken cancellation
    )
    {
        var codecs = new SortedDictionary<string, TwoWayCost>(StringComparer.Ordinal);
        foreach (var name in options.Codecs)
        {
            cancellation.ThrowIfCancellationRequested();
            progress(name);
            codecs[name] = new CodecBench(PixelCodecs.ByName(name), options).Measure();
        }

        var primitives = new SortedDictionary<string, TwoWayCost>(StringComparer.Ordinal);
        foreach (var kind in Enum.GetValues<CommandKind>())
        {
            cancellation.ThrowIfCancellationRequested();
            progress(Decisions.NameOf(kind));
            primitives[Decisions.NameOf(kind)] = new PrimitiveBench(kind, options).Measure();
        }

        return new CostProfile
        {
            Machine = machine,
            Runtime = runtime,
            Codecs = codecs,
            Primitives = primitives,
        };
    }
}
