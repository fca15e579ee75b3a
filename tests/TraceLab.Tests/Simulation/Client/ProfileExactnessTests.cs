using CsCheck;
using TraceLab.Core.Commands;
using TraceLab.Results;
using TraceLab.Simulation.Client;
using TraceLab.Simulation.Machine;
using TraceLab.Tests.Generators;

namespace TraceLab.Tests.Simulation.Client;

/// <summary>Whatever a client can and keeps, and whatever is chosen: it shows the primary framebuffer after every frame.</summary>
public class ProfileExactnessTests
{
    [Fact]
    public void Any_legal_choice_is_exact_on_any_client() =>
        Gen.Select(SessionGen.Sessions(), ProfileGen.Small, Gen.OneOf(1.0, 0.8, 0.5), Gen.Int[0, 1000], Gen.Int[1, 250])
            .Sample(
                (events, profile, share, seed, polls) =>
                    SimulatedRun.AssertExact(
                        events,
                        from codec in new[] { "raw", "zrle" }
                        from wire in SimulatedRun.Wires
                        select SimulatedRun.Settings("any-legal", codec, wire, "small"),
                        new MachineOptions
                        {
                            OwnProfiles = [profile],
                            OwnPolicies = [new AnyLegalPolicy("any-legal", share, seed)],
                            PollsPerSecond = polls,
                        }
                    ),
                iter: 400,
                print: given => $"{given.Item2} share {given.Item3}\n{SessionGen.Print(given.Item1)}"
            );

    [Fact]
    public void Every_policy_is_exact_with_every_named_profile() =>
        SessionGen
            .Sessions()
            .Sample(
                events =>
                    SimulatedRun.AssertExact(
                        events,
                        from policy in SimulatedRun.Policies
                        from profile in ClientProfiles.All
                        select SimulatedRun.Settings(policy, "lz4", "compact", profile.Name)
                    ),
                iter: 60,
                print: SessionGen.Print
            );

    [Theory]
    [InlineData("spice")]
    [InlineData("full")]
    public void What_the_client_has_costs_only_its_name(string profile)
    {
        var session = SessionBuilder
            .Screen(128, 64)
            .Noise(new(0, 0, 32, 32), 1)
            .At(20)
            .Noise(new(64, 0, 96, 32), 1)
            .At(40)
            .Noise(new(64, 32, 96, 64), 1);

        var run = Play(session.Events, profile);

        Assert.Equal([true, false, false], run.Decisions.Select(decision => decision.PrimitiveBytes > 3000));
        Assert.All(run.Decisions.Skip(1), decision => Assert.InRange(decision.PrimitiveBytes, 1, 25));
    }

    [Fact]
    public void A_glyph_is_carried_once_and_counted_as_cache_bytes()
    {
        var word = Word(4, isAntialiased: true);
        var session = SessionBuilder.Screen(128, 64);
        for (var line = 0; line < 4; line++)
        {
            session.At(20 + (20 * line)).Add(word(new(4, 4 + (12 * line)), session));
        }

        var run = Play(session.Events, "full");

        // Four glyphs of 5x9, a byte a pixel.
        Assert.Equal(180, run.Result.Totals.CacheBytes);
        Assert.Equal([180L, 0, 0, 0], run.Result.Frames.Select(frame => frame.CacheBytes));
        Assert.All(run.Decisions, decision => Assert.Equal(DecisionReason.Sent, decision.Reason));
        Assert.Equal(0, Play(session.Events, "spice").Result.Totals.CacheBytes);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void H6_antialiased_glyphs_read_their_destination(bool isAntialiased)
    {
        // The inverting fill stays with a client without raster operations, and the text is drawn over it.
        var profile = ClientProfile.Default with
        {
            Name = "text",
            Glyphs = true,
            GlyphCacheBytes = 1000,
        };
        var session = SessionBuilder.Screen(64, 32).Noise(new(0, 0, 64, 32), 3).At(20);
        session.Fill(new(0, 0, 32, 16), 0, RasterOp.Invert);
        session.Add(Word(3, isAntialiased)(new(2, 2), session));

        var run = SimulatedRun.AssertExact(
            session.Events,
            [SimulatedRun.Settings("all-legal", profile: "text")],
            new MachineOptions { OwnProfiles = [profile], OwnPolicies = [AnyLegalPolicy.All] }
        )[0];

        var glyphs = run.Decisions.Single(decision => decision.Kind == "glyphs");
        Assert.Equal(isAntialiased ? DecisionReason.SourceChanged : DecisionReason.Sent, glyphs.Reason);
    }

    // A run of so many different glyphs, at a place and at the session's present time.
    private static Func<TraceLab.Core.Geometry.Point, SessionBuilder, GlyphsCommand> Word(
        int length,
        bool isAntialiased
    )
    {
        var random = new Random(7);
        var coverages = Enumerable.Range(0, length).Select(_ => Coverage(random, isAntialiased)).ToArray();
        return (at, session) =>
            new GlyphsCommand(
                session.Now,
                new DrawTarget(0, TraceLab.Core.Geometry.Rect.FromSize(at.X, at.Y, 6 * length, 10)),
                [.. coverages.Select((coverage, i) => new Glyph(coverage, new(at.X + (6 * i), at.Y)))],
                Brush.Solid(0xE0E0E0),
                isAntialiased
            );
    }

    private static TraceLab.Core.Pixels.Image Coverage(Random random, bool isAntialiased)
    {
        var bytes = new byte[45];
        random.NextBytes(bytes);
        return new TraceLab.Core.Pixels.Image(
            5,
            9,
            TraceLab.Core.Pixels.ImageFormat.Alpha8,
            isAntialiased ? bytes : Array.ConvertAll(bytes, b => b < 128 ? (byte)0 : byte.MaxValue)
        );
    }

    private static SimulatedRun Play(IEnumerable<SessionEvent> events, string profile) =>
        SimulatedRun.AssertExact(
            events,
            [SimulatedRun.Settings("all-legal", profile: profile, wire: "compact")],
            new MachineOptions { OwnPolicies = [AnyLegalPolicy.All] }
        )[0];
}
