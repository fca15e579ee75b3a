using System.Text;
using System.Text.Json;
using TraceLab.TraceFormat.Checking;

namespace TraceLab.Cli.Console;

/// <summary>A diagnosis as one line of JSON. Names are stable; new ones may be added.</summary>
internal static class DiagnosisJson
{
    private const int SchemaVersion = 1;

    public static string Of(TraceDiagnosis diagnosis)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            json.WriteNumber("schema_version", SchemaVersion);
            json.WriteString("trace", diagnosis.File.ToString());
            json.WriteBoolean("sound", diagnosis.FaultCount + diagnosis.Disagreeing == 0);
            json.WriteString("state", TraceFiles.StateName(diagnosis.State));
            json.WriteNumber("blocks", diagnosis.WholeBlocks);
            json.WriteNumber("chunks", diagnosis.Summary.Chunks);
            json.WriteNumber("events", diagnosis.Summary.Events);
            json.WriteNumber("faults_found", diagnosis.FaultCount);
            WriteFaults(json, diagnosis);
            json.WriteStartObject("losses");
            foreach (var loss in diagnosis.Summary.Losses)
            {
                json.WriteNumber(loss.Cause, loss.Count);
            }

            json.WriteEndObject();
            WriteMismatches(json, diagnosis);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray()) + "\n";
    }

    private static void WriteFaults(Utf8JsonWriter json, TraceDiagnosis diagnosis)
    {
        json.WriteStartArray("faults");
        foreach (var fault in diagnosis.Faults)
        {
            json.WriteStartObject();
            json.WriteString("what", fault.What);
            json.WriteNumber("offset", fault.Offset ?? 0);
            json.WriteString("expected", fault.Expected);
            json.WriteString("found", fault.Found);
            json.WriteString("remedy", fault.Remedy);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteMismatches(Utf8JsonWriter json, TraceDiagnosis diagnosis)
    {
        if (diagnosis.Mismatches is not { } mismatches)
        {
            return;
        }

        json.WriteNumber("checkpoints", diagnosis.Checkpoints);
        json.WriteNumber("mismatches_found", diagnosis.Disagreeing);
        json.WriteStartArray("mismatches");
        foreach (var mismatch in mismatches)
        {
            WriteMismatch(json, mismatch);
        }

        json.WriteEndArray();
    }

    private static void WriteMismatch(Utf8JsonWriter json, CheckpointMismatch mismatch)
    {
        var checkpoint = mismatch.Checkpoint;
        json.WriteStartObject();
        json.WriteNumber("event", mismatch.Event);
        json.WriteNumber("time_ns", checkpoint.TimeNanoseconds);
        json.WriteNumber("surface", checkpoint.SurfaceId);
        json.WriteString("area", checkpoint.Area?.ToString());
        json.WriteString("expected", $"{checkpoint.Hash:x16}");
        json.WriteString("found", mismatch.FoundHash is { } hash ? $"{hash:x16}" : null);
        json.WriteNumber("commands_since", mismatch.TouchingCount);
        json.WriteStartArray("last_commands");
        foreach (var touching in mismatch.Touching)
        {
            json.WriteStartObject();
            json.WriteNumber("event", touching.Event);
            json.WriteNumber("time_ns", touching.TimeNanoseconds);
            json.WriteString("kind", touching.Command.Kind.ToString().ToLowerInvariant());
            json.WriteString("area", touching.Command.Bounds.ToString());
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
