using TraceLab.Core.Faults;
using TraceLab.TraceFormat;
using TraceLab.TraceFormat.Checking;

namespace TraceLab.Cli.Console;

/// <summary>
/// What <c>doctor</c> found in one file. <paramref name="Mismatches"/> are the checkpoints that the replay did not agree
/// with, null when nothing was replayed; of very many the first ones.
/// </summary>
internal sealed record TraceDiagnosis(
    FileInfo File,
    TraceState State,
    TraceSummary Summary,
    long WholeBlocks,
    IReadOnlyList<InputFaultException> Faults,
    long FaultCount,
    long Checkpoints,
    long Disagreeing,
    IReadOnlyList<CheckpointMismatch>? Mismatches
)
{
    // More than anybody reads; each holds images.
    private const int MaxMismatches = 100;

    /// <summary>Failed if anything is wrong; data loss if the trace is sound and says itself that something was lost.</summary>
    public int ExitCode =>
        FaultCount > 0 || Disagreeing > 0 ? ExitCodes.Failed
        : Summary.Losses.Count > 0 ? ExitCodes.DoneWithLoss
        : ExitCodes.Done;

    public static TraceDiagnosis Of(TraceSalvage salvage, FileInfo file, bool replays)
    {
        var replay = replays ? new CheckpointReplay() : null;
        var mismatches = replays ? new List<CheckpointMismatch>() : null;
        salvage.AgreesWithKeyframe = replay is null ? null : replay.Agrees;
        foreach (var sessionEvent in salvage.Events())
        {
            if (replay?.Apply(sessionEvent) is { } mismatch && mismatches!.Count < MaxMismatches)
            {
                mismatches.Add(mismatch);
            }
        }

        return new TraceDiagnosis(
            file,
            salvage.State,
            salvage.Summary,
            salvage.WholeBlocks,
            salvage.Faults,
            salvage.FaultCount,
            replay?.Checkpoints ?? 0,
            replay?.Disagreeing ?? 0,
            mismatches
        );
    }
}
