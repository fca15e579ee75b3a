using System.Text;
using System.Text.Json;
using TraceLab.Core.Faults;

namespace TraceLab.Analysis.Gate;

/// <summary>The baseline as JSON: items in the order of their keys, an item's frames in one line each.</summary>
public static class BaselineFile
{
    /// <summary>Raised when a key changes its meaning or goes.</summary>
    public const int SchemaVersion = 1;

    private const string Remedy = "accept a new baseline with --accept --reason TEXT";

    // Far above any baseline (a frame takes about ten bytes), far below what could exhaust memory.
    private const long MaxBytes = 256L * 1024 * 1024;

    private static readonly JsonWriterOptions WriterOptions = new() { Indented = true, NewLine = "\n" };

    /// <summary>Replaces the file at once: a reader sees the old or the new one, never half of it.</summary>
    public static void Save(Baseline baseline, string path)
    {
        var partial = path + ".partial";
        try
        {
            using (var stream = File.Create(partial))
            {
                Write(baseline, stream);
            }

            File.Move(partial, path, overwrite: true);
        }
        finally
        {
            File.Delete(partial);
        }
    }

    public static void Write(Baseline baseline, Stream stream)
    {
        using (var json = new Utf8JsonWriter(stream, WriterOptions))
        {
            json.WriteStartObject();
            json.WriteNumber("schema_version", SchemaVersion);
            json.WriteString("reason", baseline.Reason);
            json.WriteStartArray("items");
            foreach (var item in baseline.Items)
            {
                Write(json, item);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        stream.WriteByte((byte)'\n');
    }

    /// <exception cref="InputFaultException">There is no such file, or it is no baseline of this version.</exception>
    public static Baseline Load(string path)
    {
        try
        {
            using var stream = File.OpenRead(path);
            if (stream.Length > MaxBytes)
            {
                throw Fault("the baseline is too large", $"at most {MaxBytes} bytes", $"{stream.Length} bytes");
            }

            return Read(stream);
        }
        catch (FileNotFoundException fault)
        {
            throw new InputFaultException("there is no baseline", path, remedy: Remedy, inner: fault);
        }
        catch (DirectoryNotFoundException fault)
        {
            throw new InputFaultException("there is no baseline", path, remedy: Remedy, inner: fault);
        }
        catch (InputFaultException fault)
        {
            throw fault.In(path);
        }
    }

    /// <exception cref="InputFaultException">What the stream holds is no baseline of this version.</exception>
    public static Baseline Read(Stream stream)
    {
        try
        {
            using var document = JsonDocument.Parse(stream);
            return BaselineReader.Read(document.RootElement);
        }
        catch (JsonException fault)
        {
            throw new InputFaultException(
                "the baseline is no valid JSON",
                found: $"a fault in line {fault.LineNumber + 1}, byte {fault.BytePositionInLine + 1} of the line",
                remedy: Remedy,
                inner: fault
            );
        }
        catch (InvalidOperationException fault)
        {
            // Bytes are looked at only when a text is asked for.
            throw new InputFaultException("the baseline is no valid UTF-8", remedy: Remedy, inner: fault);
        }
    }

    internal static InputFaultException Fault(string what, string? expected, string? found) =>
        new(what, expected: expected, found: found, remedy: Remedy);

    private static void Write(Utf8JsonWriter json, BaselineItem item)
    {
        json.WriteStartObject();
        json.WriteString("trace", item.Key.Trace);
        json.WriteString("policy", item.Key.Policy);
        json.WriteString("codec", item.Key.Codec);
        json.WriteString("wire", item.Key.Wire);
        json.WriteNumber("polls_per_second", item.Key.PollsPerSecond);
        json.WriteNumber("region_size_px", item.Key.RegionSize);
        if (item.Key.Profile != GateKey.UsualProfile)
        {
            json.WriteString("profile", item.Key.Profile);
        }

        if (item.Key.Rectangles != GateKey.UsualRectangles)
        {
            json.WriteString("rectangles", item.Key.Rectangles);
        }

        json.WriteNumber("frames", item.Frames.Count);
        json.WriteNumber("encoded_bytes", item.EncodedBytes);
        json.WriteNumber("bytes_per_frame", item.BytesPerFrame);
        WriteLine(json, "frame_polls", item.Frames.Select(frame => frame.Poll));
        WriteLine(json, "frame_bytes", item.Frames.Select(frame => frame.Bytes));
        json.WriteEndObject();
    }

    // One line, however long: a line a frame would bury what a reader of the difference looks for.
    private static void WriteLine(Utf8JsonWriter json, string name, IEnumerable<long> numbers)
    {
        json.WritePropertyName(name);
        var line = new StringBuilder("[").AppendJoin(',', numbers).Append(']');
        json.WriteRawValue(line.ToString(), skipInputValidation: true);
    }
}
