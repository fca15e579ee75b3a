using TraceLab.Core.Commands;
using TraceLab.Core.Geometry;
using TraceLab.Core.Pixels;
using TraceLab.Simulation.Client;
using TraceLab.Simulation.Machine;
using Brush = TraceLab.Core.Commands.Brush;

namespace TraceLab.Tests.Simulation.Client;

/// <summary>Hazard H7: the encoder names only what the client's caches still hold, across frames.</summary>
public class ClientCacheHazardTests
{
    private static readonly Rect s_place = new(0, 0, 16, 16);

    [Fact]
    public void H7_an_image_that_had_to_make_room_is_carried_again()
    {
        // Two fit. The second use of image 1 makes image 2 the one that goes when 3 comes.
        int[] order = [1, 2, 1, 3, 1, 2];
        var session = SessionBuilder.Screen(16, 16);
        foreach (var (image, frame) in order.Select((image, frame) => (image, frame)))
        {
            session.At(20 * (frame + 1)).Noise(s_place, image);
        }

        var run = Play(session, new ClientProfile { Name = "small", ImageCacheBytes = 2 * 16 * 16 * 4 });

        Assert.Equal(
            [true, true, false, true, false, true],
            run.Decisions.Select(decision => decision.PrimitiveBytes > 16 * 16 * 3)
        );
    }

    [Fact]
    public void H7_a_glyph_that_had_to_make_room_is_carried_again()
    {
        string[] words = ["ab", "ba", "ac", "b", "c"];
        var session = SessionBuilder.Screen(16, 16).At(20).Fill(s_place, 0xFFFFFF);
        foreach (var (word, frame) in words.Select((word, frame) => (word, frame)))
        {
            session.At(20 * (frame + 2)).Add(Run(session.Now, word, 0x101010u * ((uint)frame + 1)));
        }

        var run = Play(
            session,
            new ClientProfile
            {
                Name = "small",
                Glyphs = true,
                GlyphCacheBytes = 1000,
                GlyphCacheEntries = 2,
            }
        );

        // Of 8x8 pixels, a bit each: "ab" carries both, "ac" the c in place of b, "b" again in place of a.
        Assert.Equal([0L, 16, 0, 8, 8, 0], run.Result.Frames.Select(frame => frame.CacheBytes));
    }

    [Fact]
    public void H7_a_run_with_more_glyphs_than_the_client_can_keep_is_drawn_all_the_same()
    {
        var session = SessionBuilder.Screen(64, 16).At(20).Add(Run(20_000_000, "abcabd", 0xFFFFFF));

        var run = Play(
            session,
            new ClientProfile
            {
                Name = "small",
                Glyphs = true,
                GlyphCacheBytes = 1000,
                GlyphCacheEntries = 2,
            }
        );

        Assert.Equal(6 * 8, run.Result.Totals.CacheBytes);
    }

    private static GlyphsCommand Run(long time, string word, uint color) =>
        new(
            time,
            new DrawTarget(0, new Rect(0, 0, 64, 16)),
            [.. word.Select((letter, i) => new Glyph(Letter(letter), new Point(8 * i, 4)))],
            Brush.Solid(color),
            Antialiased: false
        );

    private static Image Letter(char letter)
    {
        var bytes = new byte[64];
        new Random(letter).NextBytes(bytes);
        return new Image(8, 8, ImageFormat.Alpha8, Array.ConvertAll(bytes, b => b < 128 ? (byte)0 : byte.MaxValue));
    }

    private static SimulatedRun Play(SessionBuilder session, ClientProfile profile) =>
        SimulatedRun.AssertExact(
            session.Events,
            [SimulatedRun.Settings("all-legal", profile: profile.Name)],
            new MachineOptions { OwnPolicies = [AnyLegalPolicy.All], OwnProfiles = [profile] }
        )[0];
}
