using CsCheck;
using TraceLab.Simulation.Client;

namespace TraceLab.Tests.Simulation.Client;

/// <summary>Random client profiles.</summary>
internal static class ProfileGen
{
    /// <summary>The named profiles with caches so small that almost every frame evicts something (hazard H7).</summary>
    public static readonly Gen<ClientProfile> Small = Gen.Select(
        Gen.Int[0, ClientProfiles.All.Count - 1],
        Gen.Frequency((2, Gen.Int[0, 200]), (1, Gen.Const(100_000))),
        Gen.Int[0, 4],
        Gen.Frequency((2, Gen.Int[0, 3000]), (1, Gen.Const(1_000_000))),
        Gen.Int[0, 3],
        (preset, glyphBytes, glyphs, imageBytes, images) =>
            ClientProfiles.All[preset] with
            {
                Name = "small",
                GlyphCacheBytes = glyphBytes,
                GlyphCacheEntries = glyphs,
                ImageCacheBytes = ClientProfiles.All[preset].ImageCacheBytes == 0 ? 0 : imageBytes,
                ImageCacheEntries = images,
            }
    );
}
