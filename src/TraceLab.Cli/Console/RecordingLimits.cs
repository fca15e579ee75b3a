using System.CommandLine;
using System.Runtime.InteropServices;
using TraceLab.Capture;
using TraceLab.Cli.Verbs;
using TraceLab.Simulation.Host;

namespace TraceLab.Cli.Console;

/// <summary>The options that bound what a recording keeps: <c>--max-size</c> and <c>--ring</c>.</summary>
internal sealed class RecordingLimits
{
    private readonly Option<string?> _maxSize = new("--max-size")
    {
        Description = "stop when the trace file reaches this size, such as 500MB or 2GB",
        HelpName = "SIZE",
    };

    private readonly Option<string?> _ring = new("--ring")
    {
        Description =
            "keep only the last part of the session, such as 60s, in memory; it is written at the end, and on the signal USR1 to NAME-1.tlt, NAME-2.tlt, …",
        HelpName = "TIME",
    };

    public void AddTo(Command command)
    {
        command.Options.Add(_maxSize);
        command.Options.Add(_ring);
        command.Validators.Add(result =>
        {
            var (size, ring) = (result.GetValue(_maxSize), result.GetValue(_ring));
            if (size is not null && Rates.Parse(size, "B") is null)
            {
                result.AddError($"--max-size: expected a size such as 500MB or 2GB, found '{size}'");
            }
            else if (ring is not null && RecordVerb.ParseDuration(ring) is null)
            {
                result.AddError($"--ring: expected a time such as 30s, 500ms, 5m or 1h, found '{ring}'");
            }
            else if (size is not null && ring is not null)
            {
                result.AddError("--max-size: a ring is bounded by its time");
            }
        });
    }

    public SessionRecorderOptions Of(ParseResult parsed, bool force) =>
        new()
        {
            Force = force,
            MaxFileBytes = Rates.Parse(parsed.GetValue(_maxSize), "B"),
            Ring = RecordVerb.ParseDuration(parsed.GetValue(_ring)),
        };

    /// <summary>Writes the ring of a recording whenever the signal USR1 comes, until disposed of.</summary>
    public static PosixSignalRegistration? WriteRingOnSignal(TraceSink sink)
    {
        // By its number on Linux: .NET has no name for it.
        const int UserSignal1 = 10;
        return OperatingSystem.IsLinux()
            ? PosixSignalRegistration.Create((PosixSignal)UserSignal1, _ => sink.WriteRing())
            : null;
    }
}
