using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using TraceLab.Core.Faults;

namespace TraceLab.Simulation.Pricing;

/// <summary>Cost profiles as JSON files; the format is in <c>reports/README.md</c>.</summary>
public static class CostProfileFile
{
    /// <summary>Raised when a field changes its meaning or goes.</summary>
    public const int SchemaVersion = 1;

    private const string DefaultResource = "default-costs.json";
    private const long MostBytes = 1 << 20;

    /// <summary>The profile as JSON text with a line feed at its end.</summary>
    public static string Write(CostProfile profile) =>
        JsonSerializer.Serialize(profile, CostProfileJson.Default.CostProfile) + "\n";

    /// <exception cref="InputFaultException">The file is not there, too large, or no cost profile.</exception>
    public static CostProfile Load(string path)
    {
        var file = new FileInfo(path);
        if (!file.Exists)
        {
            throw new InputFaultException("no such file", path);
        }

        if (file.Length > MostBytes)
        {
            throw NotOne(path, $"at most {MostBytes} bytes", $"{file.Length}");
        }

        return Read(File.ReadAllBytes(path), path) with
        {
            Name = Path.GetFileNameWithoutExtension(path),
        };
    }

    internal static CostProfile LoadDefault()
    {
        using var stream = typeof(CostProfileFile).Assembly.GetManifestResourceStream(DefaultResource)!;
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return Read(bytes.ToArray(), DefaultResource);
    }

    private static CostProfile Read(byte[] json, string path)
    {
        CostProfile? profile;
        try
        {
            profile = JsonSerializer.Deserialize(json, CostProfileJson.Default.CostProfile);
        }
        catch (JsonException fault)
        {
            throw NotOne(path, "the JSON that 'tracelab calibrate' writes", Where(fault));
        }

        if (profile is not { SchemaVersion: SchemaVersion })
        {
            throw NotOne(path, $"schema_version {SchemaVersion}", $"{profile?.SchemaVersion}");
        }

        var costs = profile.Codecs.Concat(profile.Primitives);
        foreach (var (name, cost) in costs)
        {
            if (cost is not { Encode: { } encode, Decode: { } decode } || !IsGood(encode) || !IsGood(decode))
            {
                throw NotOne(path, "times that are not negative", $"others for '{name}'");
            }
        }

        return profile;
    }

    private static bool IsGood(LinearCost cost) =>
        cost
            is {
                ItemNanoseconds: >= 0 and < 1e12,
                PixelNanoseconds: >= 0 and < 1e12,
                ByteNanoseconds: >= 0 and < 1e12
            };

    private static string Where(JsonException fault) =>
        new StringBuilder("something else")
            .Append(fault.LineNumber is { } line ? $" in line {line + 1}" : "")
            .Append(fault.Path is { } at ? $" at {at}" : "")
            .ToString();

    private static InputFaultException NotOne(string path, string expected, string found) =>
        new("no cost profile", path, expected: expected, found: found, remedy: "make one with 'tracelab calibrate'");
}

[JsonSourceGenerationOptions(
    WriteIndented = true,
    NewLine = "\n",
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true
)]
[JsonSerializable(typeof(CostProfile))]
internal sealed partial class CostProfileJson : JsonSerializerContext;
