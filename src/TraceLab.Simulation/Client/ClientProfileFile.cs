using System.Text.Json;
using TraceLab.Core.Faults;

namespace TraceLab.Simulation.Client;

/// <summary>
/// A user's client profile: a JSON object whose members are those of <see cref="ClientProfile"/> in snake case, such as
/// <c>{"name": "thin", "glyphs": true, "glyph_cache_bytes": 65536}</c>. What is left out is as in the profile <c>basic</c>; the
/// name is the file's if none is given.
/// </summary>
public static class ClientProfileFile
{
    private const long MaxBytes = 64 * 1024;
    private const string Remedy = "tracelab replay --list-profiles shows the named profiles and what each can";

    private static readonly Dictionary<string, Func<ClientProfile, bool, ClientProfile>> Abilities = new(
        StringComparer.Ordinal
    )
    {
        ["copy"] = (profile, can) => profile with { Copy = can },
        ["fill"] = (profile, can) => profile with { Fill = can },
        ["image"] = (profile, can) => profile with { Image = can },
        ["glyphs"] = (profile, can) => profile with { Glyphs = can },
        ["surfaces"] = (profile, can) => profile with { Surfaces = can },
        ["blend"] = (profile, can) => profile with { Blend = can },
        ["transparent"] = (profile, can) => profile with { Transparent = can },
        ["raster_operations"] = (profile, can) => profile with { RasterOperations = can },
        ["masks"] = (profile, can) => profile with { Masks = can },
        ["patterns"] = (profile, can) => profile with { Patterns = can },
        ["scaling"] = (profile, can) => profile with { Scaling = can },
        ["clip_lists"] = (profile, can) => profile with { ClipLists = can },
    };

    private static readonly Dictionary<string, Func<ClientProfile, int, ClientProfile>> Capacities = new(
        StringComparer.Ordinal
    )
    {
        ["glyph_cache_bytes"] = (profile, most) => profile with { GlyphCacheBytes = most },
        ["glyph_cache_entries"] = (profile, most) => profile with { GlyphCacheEntries = most },
        ["image_cache_bytes"] = (profile, most) => profile with { ImageCacheBytes = most },
        ["image_cache_entries"] = (profile, most) => profile with { ImageCacheEntries = most },
    };

    /// <exception cref="InputFaultException">There is no such file, or it is no client profile.</exception>
    public static ClientProfile Load(string path)
    {
        try
        {
            using var stream = File.OpenRead(path);
            if (stream.Length > MaxBytes)
            {
                throw Fault("the client profile is too large", $"at most {MaxBytes} bytes", $"{stream.Length} bytes");
            }

            using var document = JsonDocument.Parse(stream);
            return Read(document.RootElement, Path.GetFileNameWithoutExtension(path));
        }
        catch (Exception fault) when (fault is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new InputFaultException("there is no such file", path, remedy: Remedy, inner: fault);
        }
        catch (JsonException fault)
        {
            throw new InputFaultException(
                "the client profile is no valid JSON",
                path,
                found: $"a fault in line {fault.LineNumber + 1}, byte {fault.BytePositionInLine + 1} of the line",
                remedy: Remedy,
                inner: fault
            );
        }
        catch (InputFaultException fault)
        {
            throw fault.In(path);
        }
    }

    private static ClientProfile Read(JsonElement root, string fileName)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            throw Fault("the client profile is no JSON object", "{ … }", $"{root.ValueKind}");
        }

        var profile = ClientProfile.Default with { Name = fileName, Description = "" };
        foreach (var member in root.EnumerateObject())
        {
            profile = Apply(profile, member);
        }

        // Reports tell profiles apart by their names.
        return ClientProfiles.All.Any(named => named.Name == profile.Name)
            ? throw Fault("the client profile has the name of another", "a name of its own", $"\"{profile.Name}\"")
            : profile;
    }

    private static ClientProfile Apply(ClientProfile profile, JsonProperty member)
    {
        var (name, value) = (member.Name, member.Value);
        if (Abilities.TryGetValue(name, out var ability))
        {
            return value.ValueKind is JsonValueKind.True or JsonValueKind.False
                ? ability(profile, value.ValueKind == JsonValueKind.True)
                : throw Fault(name, "true or false", value.GetRawText());
        }

        if (Capacities.TryGetValue(name, out var capacity))
        {
            return value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var most) && most >= 0
                ? capacity(profile, most)
                : throw Fault(name, $"a whole number from 0 to {int.MaxValue}", value.GetRawText());
        }

        return (name, value.ValueKind) switch
        {
            ("name", JsonValueKind.String) => profile with { Name = value.GetString()! },
            ("description", JsonValueKind.String) => profile with { Description = value.GetString()! },
            _ => throw Fault(
                "unknown member of a client profile",
                string.Join(", ", Abilities.Keys.Concat(Capacities.Keys).Prepend("description").Prepend("name")),
                $"\"{name}\" of kind {value.ValueKind}"
            ),
        };
    }

    private static InputFaultException Fault(string what, string expected, string found) =>
        new(what, expected: expected, found: found, remedy: Remedy);
}
