using System.Text;
using TraceLab.Core.Commands;
using TraceLab.TraceFormat.Checking;

namespace TraceLab.Cli.Console;

/// <summary>A diagnosis for people: what is wrong first, then the verdict.</summary>
internal static class DiagnosisText
{
    public static string Of(TraceDiagnosis diagnosis)
    {
        var text = new StringBuilder();
        foreach (var fault in diagnosis.Faults)
        {
            text.AppendLine(fault.Message);
        }

        if (diagnosis.FaultCount > diagnosis.Faults.Count)
        {
            text.AppendLine($"{diagnosis.File}: {diagnosis.FaultCount - diagnosis.Faults.Count} more faults");
        }

        foreach (var loss in diagnosis.Summary.Losses)
        {
            text.AppendLine($"{diagnosis.File}: data loss: {loss.Cause}, {loss.Count} times");
        }

        foreach (var mismatch in diagnosis.Mismatches ?? [])
        {
            AppendMismatch(text, diagnosis.File, mismatch);
        }

        text.AppendLine($"{diagnosis.File}: {Verdict(diagnosis)}");
        return text.ToString();
    }

    /// <summary>A command as a line names it: its kind, and where it drew.</summary>
    public static string Name(DrawingCommand command) =>
        $"{command.Kind.ToString().ToLowerInvariant()} on surface {command.Target.SurfaceId} at {command.Bounds}";

    private static void AppendMismatch(StringBuilder text, FileInfo file, CheckpointMismatch mismatch)
    {
        var checkpoint = mismatch.Checkpoint;
        var where = $"surface {checkpoint.SurfaceId}{(checkpoint.Area is { } area ? $", {area}" : "")}";
        var found = mismatch.FoundHash is { } hash ? $"{hash:x16}" : "no such surface";
        text.AppendLine(
            $"{file}: {checkpoint.TimeNanoseconds / 1e9:F6} s, event {mismatch.Event}: the replay differs from the source on {where}: expected hash {checkpoint.Hash:x16}, found {found}"
        );
        var since = mismatch.LastGoodEvent is { } good ? $"the checkpoint of event {good}, which agreed" : "the start";
        text.AppendLine($"  {mismatch.TouchingCount} commands drew there since {since}");
        foreach (var touching in mismatch.Touching)
        {
            text.AppendLine(
                $"  {touching.TimeNanoseconds / 1e9:F6} s, event {touching.Event}: {Name(touching.Command)}"
            );
        }
    }

    private static string Verdict(TraceDiagnosis diagnosis)
    {
        var counted =
            $"{diagnosis.WholeBlocks} blocks, {diagnosis.Summary.Chunks} chunks, {diagnosis.Summary.Events} events";
        var replayed = diagnosis.Mismatches is null
            ? ""
            : $"; {diagnosis.Checkpoints - diagnosis.Disagreeing} of {diagnosis.Checkpoints} checkpoints agree";
        var state = TraceFiles.StateName(diagnosis.State);
        return diagnosis.FaultCount == 0
            ? $"sound ({state}): {counted}{replayed}"
            : $"{diagnosis.FaultCount} faults; readable: {counted}{replayed}";
    }
}
