using System.CommandLine;
using TraceLab.Cli.Console;
using TraceLab.TraceFormat;

namespace TraceLab.Cli.Verbs;

/// <summary><c>tracelab recover</c>: what is whole of a damaged or interrupted trace, as a complete one.</summary>
internal sealed class RecoverVerb : Verb
{
    private readonly Argument<FileInfo> _trace = CommonOptions.Trace();
    private readonly Option<FileInfo> _output = CommonOptions.OutputTrace();
    private readonly Option<bool> _force = CommonOptions.Force();

    public RecoverVerb()
        : base(
            "recover",
            "Writes all that can be read of a damaged or interrupted trace into a complete one. What is lost stands in it as losses."
        )
    {
        Arguments.Add(_trace);
        Options.Add(_output);
        Options.Add(_force);
        SetAction(Run);
    }

    public override IReadOnlyList<Example> Examples { get; } =
    [
        new("what a recorder left that was killed", "tracelab recover killed.tlt.partial -o recovered.tlt"),
        new("over the damaged file itself", "tracelab recover session.tlt -o session.tlt --force"),
    ];

    private int Run(ParseResult parsed)
    {
        var file = parsed.GetRequiredValue(_trace);
        var output = parsed.GetRequiredValue(_output);
        var error = parsed.InvocationConfiguration.Error;
        TraceFiles.RefuseMissing(file);
        using var salvage = TraceSalvage.Open(file.ToString());
        using var rewritten = new RewrittenTrace(
            output,
            parsed.GetValue(_force),
            salvage.Header ?? new TraceHeader { Source = "unknown" }
        );
        TraceRecovery.Write(salvage, rewritten.Writer);
        rewritten.Complete();
        foreach (var fault in salvage.Faults)
        {
            error.WriteLine($"tracelab: {fault.Message}");
        }

        var summary = rewritten.Writer.Summary;
        error.WriteLine(
            $"tracelab: {output}: {summary.Events} events, {summary.DurationNanoseconds / 1e9:F3} s; {salvage.FaultCount} faults left behind"
        );
        return summary.Losses.Count > 0 ? ExitCodes.DoneWithLoss : ExitCodes.Done;
    }
}
