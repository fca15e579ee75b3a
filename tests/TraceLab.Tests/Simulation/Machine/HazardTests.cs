using TraceLab.Core.Commands;
using TraceLab.Core.Geometry;
using TraceLab.Core.Pixels;
using TraceLab.Results;
using TraceLab.Simulation.Adapter;
using TraceLab.Simulation.Client;
using TraceLab.Simulation.Machine;
using TraceLab.Simulation.Wires;
using TraceLab.Tests.Simulation.Machine.Streams;

namespace TraceLab.Tests.Simulation.Machine;

/// <summary>
/// The hazards that a faithful machine must survive, each on a session made so that the naive reading of the patent leaves
/// the client with wrong pixels. Every session runs under all policies, codecs and wires, and another painter says what the
/// client has to show. <c>tools/mutate</c> shows that each fails without its safeguard.
/// </summary>
public class HazardTests
{
    private const uint Red = 0xC02020;
    private const uint Green = 0x20C020;
    private const uint Blue = 0x2020C0;

    [Fact]
    public void H1_marks_of_a_primitive_that_is_still_pending_outlive_the_poll()
    {
        // Each primitive takes 25 ms, so the poll at 16.7 ms meets it unexecuted and clears the marks it was given.
        var session = SessionBuilder
            .Screen(64, 64)
            .At(5)
            .Fill(new Rect(8, 8, 40, 40), Red)
            .At(6)
            .Noise(new Rect(0, 40, 64, 64), 1);
        var options = new MachineOptions { Service = new ServiceModel { PerPrimitiveNanoseconds = 25_000_000 } };

        var runs = StreamCheck.AssertExact(session.Events, options);

        Assert.All(runs, run => Assert.Equal(2, run.Result.Totals.Frames));
        Assert.All(runs, run => Assert.Equal(2, run.Decisions.Count));
    }

    [Fact]
    public void H2_a_copy_stays_when_its_source_was_changed_by_something_sent_as_pixels()
    {
        // The inverting fill cannot go; the copy reads what it drew.
        var session = SessionBuilder
            .Screen(128, 64)
            .Noise(new Rect(0, 0, 128, 64), 2)
            .At(20)
            .Fill(new Rect(0, 0, 32, 32), 0, RasterOp.Invert)
            .Copy(new Rect(64, 0, 96, 32), 0, 0);

        var runs = StreamCheck.AssertExact(session.Events);

        foreach (var run in runs.Where(run => run.Result.Settings.Policy is "size" or "kind" or "ordered"))
        {
            var copy = run.Decisions.Single(decision => decision.Kind == "copy");
            Assert.Equal(DecisionReason.SourceChanged, copy.Reason);
            Assert.Equal(2u, copy.OtherSequence);
        }
    }

    [Theory]
    [InlineData(5, 0)]
    [InlineData(-5, 0)]
    [InlineData(0, 5)]
    [InlineData(0, -5)]
    [InlineData(3, 4)]
    [InlineData(-3, 4)]
    public void H3_a_copy_onto_itself_moves_what_was_there_before(int dx, int dy)
    {
        var area = new Rect(16, 16, 56, 56);
        var session = SessionBuilder
            .Screen(72, 72)
            .Noise(new Rect(0, 0, 72, 72), 3)
            .At(20)
            .Copy(area.Offset(dx, dy), area.Left, area.Top);

        var runs = StreamCheck.AssertExact(session.Events);

        Assert.All(
            runs.Where(run => run.Result.Settings.Policy == "ordered" && run.Result.Settings.Codec == "raw"),
            run => Assert.Equal(1, run.Result.Totals.Primitives["copy"].Sent)
        );
    }

    [Fact]
    public void H4_pixels_of_a_shared_region_come_after_the_primitives()
    {
        // The copy pays; the raster operation in one of its regions cannot go.
        var session = SessionBuilder
            .Screen(128, 128)
            .Noise(new Rect(0, 0, 128, 128), 4)
            .At(20)
            .Copy(new Rect(0, 0, 128, 100), 0, 28)
            .Fill(new Rect(10, 10, 20, 12), Red, RasterOp.Xor);

        var runs = StreamCheck.AssertExact(session.Events);

        Assert.All(
            runs.Where(run => run.Result.Settings.Policy == "ordered" && run.Result.Settings.Codec == "raw"),
            run => Assert.Equal(1, run.Result.Totals.Primitives["copy"].Sent)
        );
    }

    [Fact]
    public void H5_a_trimmed_region_is_repaired_when_a_primitive_leaves_it_half_drawn()
    {
        // The big fill pays. In one of its regions a raster operation brings the old picture back, so that region is trimmed.
        var session = SessionBuilder
            .Screen(128, 128)
            .Fill(new Rect(0, 0, 128, 128), Green)
            .At(20)
            .Fill(new Rect(0, 0, 128, 128), Green ^ 0xFFFFFF)
            .Fill(new Rect(32, 32, 40, 40), 0, RasterOp.Invert);

        var runs = StreamCheck.AssertExact(session.Events);

        var ordered = runs.First(run => run.Result.Settings is { Policy: "ordered", Codec: "raw" });
        var last = ordered.Result.Frames[^1];
        Assert.Equal(1, last.RegionsTrimmed);
        Assert.Equal(1, last.RegionsAsPixels);
        Assert.Equal(1, last.PrimitivesSent);
    }

    [Fact]
    public void H6_a_primitive_that_reads_its_destination_depends_on_what_was_drawn_there()
    {
        var session = SessionBuilder
            .Screen(64, 64)
            .Noise(new Rect(0, 0, 64, 64), 5)
            .At(20)
            .Fill(new Rect(0, 0, 32, 32), Blue)
            .Fill(new Rect(0, 0, 32, 32), Red, RasterOp.Xor)
            .Copy(new Rect(32, 32, 64, 64), 0, 0);

        StreamCheck.AssertExact(session.Events);
    }

    [Fact]
    public void H7_the_client_cache_and_the_encoder_forget_the_same_image()
    {
        // Room for two images: the third takes the place of the first, which is then drawn again and has to be carried again.
        var session = SessionBuilder.Screen(64, 16);
        foreach (var (index, seed) in new[] { 1, 2, 3, 1 }.Index())
        {
            session.At(20 * (index + 1)).Noise(Rect.FromSize(index * 16, 0, 16, 16), seed);
        }

        var options = new MachineOptions
        {
            OwnProfiles = [ClientProfiles.ByName("spice") with { Name = "two", ImageCacheEntries = 2 }],
            OwnPolicies = [AnyLegalPolicy.All],
        };
        var settings =
            from wire in WireFormats.All
            from codec in WireFormats.CodecsOf(wire)
            select SimulatedRun.Settings(AnyLegalPolicy.All.Name, codec, wire.Name, "two");

        var runs = StreamCheck.AssertExact(session.Events, settings, options, out _);

        Assert.All(runs, run => Assert.Equal(4, run.Result.Totals.Primitives["image"].Sent));
        Assert.All(
            runs.Where(run => run.Result.Settings.Codec == "raw"),
            run => Assert.True(run.Decisions[^1].PrimitiveBytes > 16 * 16 * 3)
        );
    }

    [Fact]
    public void H8_sequence_numbers_and_ring_positions_wrap()
    {
        var session = SessionBuilder.Screen(64, 64);
        for (var i = 0; i < 40; i++)
        {
            session.At(i * 3).Fill(Rect.FromSize(i, i / 2, 20, 20), (uint)(0x40302 * i));
        }

        var options = new MachineOptions
        {
            FirstSequence = uint.MaxValue - 7,
            AdapterFifoCapacity = 3,
            DriverFifoCapacity = 7,
            Service = new ServiceModel { PerPrimitiveNanoseconds = 1_000_000 },
        };

        var runs = StreamCheck.AssertExact(session.Events, options);

        Assert.All(runs, run => Assert.Equal(40, run.Decisions.Count));
        Assert.Equal(uint.MaxValue - 6, runs[0].Decisions[0].Sequence);
        Assert.Equal(32u, runs[0].Decisions[^1].Sequence);
    }

    [Fact]
    public void H9_the_unused_byte_is_neither_a_difference_nor_sent()
    {
        var bytes = new byte[16 * 16 * 4];
        var noisy = new byte[bytes.Length];
        for (var i = 3; i < noisy.Length; i += 4)
        {
            noisy[i] = (byte)(i * 7);
        }

        var session = SessionBuilder
            .Screen(16, 16)
            .Image(new Rect(0, 0, 16, 16), new Image(16, 16, ImageFormat.Argb32, bytes))
            .At(20)
            .Image(new Rect(0, 0, 16, 16), new Image(16, 16, ImageFormat.Argb32, noisy));

        var runs = StreamCheck.AssertExact(session.Events);

        Assert.All(runs, run => Assert.Equal(0, run.Result.Totals.Frames));
        Assert.All(runs, run => Assert.Equal(run.Result.Totals.RegionsMarked, run.Result.Totals.RegionsTrimmed));
    }

    [Fact]
    public void H10_the_screen_may_be_resized_and_surfaces_destroyed_under_pending_primitives()
    {
        var session = SessionBuilder
            .Screen(64, 64)
            .Noise(new Rect(0, 0, 64, 64), 6)
            .At(18)
            .Surface2(1, 32, 32)
            .Fill(new Rect(0, 0, 32, 32), Red, surface: 1)
            .Copy(new Rect(8, 8, 40, 40), 0, 0, source: 1)
            .Destroy(1)
            .Copy(new Rect(16, 16, 48, 48), 0, 0, source: 1)
            .Fill(new Rect(0, 0, 64, 8), Green)
            .Resize(90, 50)
            .Fill(new Rect(60, 0, 90, 50), Blue)
            .At(60)
            .Resize(40, 70)
            .At(61)
            .Copy(new Rect(0, 8, 40, 70), 0, 0);
        foreach (var perPrimitive in new[] { 0L, 3_000_000, 11_000_000, 40_000_000 })
        {
            var options = new MachineOptions { Service = new ServiceModel { PerPrimitiveNanoseconds = perPrimitive } };

            StreamCheck.AssertExact(session.Events, options);
        }
    }

    [Theory]
    [InlineData(8)]
    [InlineData(7)]
    [InlineData(16)]
    [InlineData(64)]
    public void H11_screens_need_not_be_a_multiple_of_the_region_size(int regionSize)
    {
        var session = SessionBuilder
            .Screen(131, 77)
            .Noise(new Rect(0, 0, 131, 77), 7)
            .At(20)
            .Copy(new Rect(0, 0, 131, 60), 0, 17)
            .Fill(new Rect(120, 70, 131, 77), Red)
            .At(40)
            .Fill(new Rect(-20, -20, 500, 500), Green);

        var runs = StreamCheck.AssertExact(session.Events, new MachineOptions { RegionSize = regionSize });

        Assert.All(runs, run => Assert.Equal(131 * 77 * 3, run.Result.Frames[0].RawBytes));
    }
}
