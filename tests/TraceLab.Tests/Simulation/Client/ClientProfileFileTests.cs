using TraceLab.Core.Faults;
using TraceLab.Simulation.Client;
using TraceLab.Tests.Cli;

namespace TraceLab.Tests.Simulation.Client;

public sealed class ClientProfileFileTests : IDisposable
{
    private readonly CliFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_is_left_out_is_as_in_basic()
    {
        var profile = Load("""{"copy": false, "glyphs": true, "glyph_cache_bytes": 4096, "image_cache_entries": 7}""");

        Assert.Equal(
            ClientProfile.Default with
            {
                Name = "mine",
                Description = "",
                Copy = false,
                Glyphs = true,
                GlyphCacheBytes = 4096,
                ImageCacheEntries = 7,
            },
            profile
        );
    }

    // Every member that a profile has can be given: none is forgotten when one is added.
    [Fact]
    public void All_members_can_be_named()
    {
        var given = typeof(ClientProfile)
            .GetProperties()
            .Where(property => property.CanWrite)
            .Select(property =>
                $"\"{SnakeCase(property.Name)}\": "
                + (
                    property.PropertyType == typeof(bool) ? "true"
                    : property.PropertyType == typeof(string) ? "\"x\""
                    : "5"
                )
            );

        var profile = Load($"{{{string.Join(", ", given)}}}");

        Assert.Equal(
            ("x", true, true, 5L, 5),
            (profile.Name, profile.Masks, profile.Scaling, profile.ImageCacheBytes, profile.GlyphCacheEntries)
        );
    }

    [Theory]
    [InlineData("[]", "the client profile is no JSON object")]
    [InlineData("{", "the client profile is no valid JSON")]
    [InlineData("""{"copies": true}""", "unknown member of a client profile")]
    [InlineData("""{"copy": 1}""", "copy: expected true or false, found 1")]
    [InlineData("""{"glyph_cache_bytes": -1}""", "glyph_cache_bytes: expected a whole number")]
    [InlineData("""{"name": "full"}""", "the client profile has the name of another")]
    public void What_is_no_profile_is_refused_by_name(string text, string message)
    {
        var fault = Assert.Throws<InputFaultException>(() => Load(text));

        Assert.Contains(message, fault.Message, StringComparison.Ordinal);
        Assert.StartsWith(Path, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_file_is_named()
    {
        var fault = Assert.Throws<InputFaultException>(() => ClientProfileFile.Load(Path));

        Assert.StartsWith($"{Path}: there is no such file", fault.Message, StringComparison.Ordinal);
    }

    private string Path => _folder.PathOf("mine.json");

    private static string SnakeCase(string name) =>
        string.Concat(
            name.Select(
                (c, i) => char.IsUpper(c) && i > 0 ? $"_{char.ToLowerInvariant(c)}" : $"{char.ToLowerInvariant(c)}"
            )
        );

    private ClientProfile Load(string text)
    {
        File.WriteAllText(Path, text);
        return ClientProfileFile.Load(Path);
    }
}
