using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using TraceLab.Cli.Console;
using TraceLab.Core.Faults;
using TraceLab.Simulation.Client;
using TraceLab.Simulation.Machine;
using TraceLab.Simulation.Pricing;
using TraceLab.Simulation.Sweeps;

namespace TraceLab.Cli.Sweeps;

/// <summary>
/// What a sweep does, as text: sweeps with equal texts give equal rows for each job, wherever they run. Traces are in it by
/// what they hold, not by where they lie.
/// </summary>
internal static class SweepPlanJson
{
    private const int SchemaVersion = 1;

    public static string Of(
        IReadOnlyList<FileInfo> traces,
        IReadOnlyList<FileInfo> policyAssemblies,
        SweepAxes axes,
        MachineOptions machine,
        bool checks,
        string basePolicy,
        int jobs
    )
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
        {
            json.WriteStartObject();
            json.WriteNumber("schema_version", SchemaVersion);
            json.WriteString("tool", ToolName.Full);
            json.WriteNumber("jobs", jobs);
            json.WriteStartObject("traces");
            foreach (var trace in traces)
            {
                json.WriteString(TraceFiles.NameOf(trace), HashOf(trace));
            }

            json.WriteEndObject();
            Write(json, "policies", axes.Policies);
            Write(json, "policy_assembly_hashes", [.. policyAssemblies.Select(HashOf)]);
            Write(json, "codecs", axes.Codecs);
            Write(json, "wires", axes.Wires);
            Write(json, "profiles", axes.Profiles);
            json.WriteString("profiles_hash", HashOf(ProfileTexts(axes, machine)));
            Write(json, "rectangles", axes.Rectangles);
            Write(json, "polls_per_second", axes.PollsPerSecond);
            Write(json, "region_sizes_px", axes.RegionSizes);
            Write(json, "links", axes.Links);
            json.WriteString("cost_profile", machine.Costs!.Name);
            json.WriteString("cost_profile_hash", HashOf(Encoding.UTF8.GetBytes(CostProfileFile.Write(machine.Costs))));
            json.WriteString("machine", $"{machine.Embodiment}, {machine.Service}");
            json.WriteNumber("adapter_fifo", machine.AdapterFifoCapacity);
            json.WriteNumber("driver_fifo", machine.DriverFifoCapacity);
            json.WriteString("base", basePolicy);
            json.WriteBoolean("checked", checks);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray()) + "\n";
    }

    /// <summary>How many jobs a plan has.</summary>
    /// <exception cref="InputFaultException">The text is no plan.</exception>
    public static int JobsOf(string plan, string path)
    {
        try
        {
            using var json = JsonDocument.Parse(plan);
            return json.RootElement.GetProperty("jobs").GetInt32();
        }
        catch (Exception fault) when (fault is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new InputFaultException("the plan of the sweep is damaged", path, inner: fault);
        }
    }

    private static void Write<T>(Utf8JsonWriter json, string name, IReadOnlyList<T> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values)
        {
            json.WriteStringValue($"{value}");
        }

        json.WriteEndArray();
    }

    private static byte[] ProfileTexts(SweepAxes axes, MachineOptions machine) =>
        Encoding.UTF8.GetBytes(
            string.Concat(axes.Profiles.Select(name => $"{ClientProfiles.ByName(name, machine.OwnProfiles)}\n"))
        );

    private static string HashOf(FileInfo file)
    {
        using var stream = file.OpenRead();
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }

    private static string HashOf(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
