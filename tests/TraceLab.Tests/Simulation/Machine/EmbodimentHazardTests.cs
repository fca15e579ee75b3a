using TraceLab.Core.Geometry;
using TraceLab.Simulation.Adapter;
using TraceLab.Simulation.Machine;
using TraceLab.Tests.Simulation.Machine.Streams;

namespace TraceLab.Tests.Simulation.Machine;

/// <summary>The hazards that depend on how the machine is built, on each of the named embodiments.</summary>
public class EmbodimentHazardTests
{
    public static TheoryData<string> Names => [.. MachineEmbodiments.All.Select(named => named.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void H1_the_change_of_a_primitive_that_was_pending_at_a_request_is_sent(string machine)
    {
        // 25 ms each: requests meet both unexecuted more than once.
        var session = SessionBuilder
            .Screen(64, 64)
            .At(5)
            .Fill(new Rect(8, 8, 40, 40), 0xC02020)
            .At(6)
            .Noise(new Rect(0, 40, 64, 64), 1)
            .At(70)
            .End();

        var runs = StreamCheck.AssertExact(
            session.Events,
            Options(machine) with
            {
                Service = new ServiceModel { PerPrimitiveNanoseconds = 25_000_000 },
            }
        );

        Assert.All(runs, run => Assert.Equal(2, run.Result.Totals.Frames));
        Assert.All(runs, run => Assert.Equal(2, run.Decisions.Count));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void H8_sequence_numbers_and_ring_positions_wrap(string machine)
    {
        var session = SessionBuilder.Screen(64, 64);
        for (var i = 0; i < 40; i++)
        {
            session.At(i * 3).Fill(Rect.FromSize(i, i / 2, 20, 20), (uint)(0x40302 * i));
        }

        var runs = StreamCheck.AssertExact(
            session.Events,
            Options(machine) with
            {
                FirstSequence = uint.MaxValue - 7,
                AdapterFifoCapacity = 3,
                DriverFifoCapacity = 7,
                Service = new ServiceModel { PerPrimitiveNanoseconds = 1_000_000 },
            }
        );

        Assert.All(runs, run => Assert.Equal(Enumerable.Range(-7, 40), run.Decisions.Select(one => (int)one.Sequence)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void H10_the_screen_may_be_resized_and_destroyed_under_pending_primitives(string machine)
    {
        var session = SessionBuilder
            .Screen(64, 64)
            .Noise(new Rect(0, 0, 64, 64), 6)
            .At(18)
            .Surface2(1, 32, 32)
            .Fill(new Rect(0, 0, 32, 32), 0xC02020, surface: 1)
            .Copy(new Rect(8, 8, 40, 40), 0, 0, source: 1)
            .Destroy(1)
            .Copy(new Rect(16, 16, 48, 48), 0, 0, source: 1)
            .Resize(90, 50)
            .Fill(new Rect(60, 0, 90, 50), 0x2020C0)
            .At(60)
            .Destroy(0)
            .Fill(new Rect(0, 0, 20, 20), 0x20C020)
            .At(61)
            .Resize(90, 50)
            .Copy(new Rect(0, 8, 40, 50), 40, 0)
            .At(90)
            .Resize(40, 70)
            .Noise(new Rect(0, 60, 40, 70), 7);
        foreach (var perPrimitive in new[] { 0L, 3_000_000, 11_000_000, 40_000_000 })
        {
            StreamCheck.AssertExact(
                session.Events,
                Options(machine) with
                {
                    Service = new ServiceModel { PerPrimitiveNanoseconds = perPrimitive },
                }
            );
        }
    }

    private static MachineOptions Options(string machine) => new() { Embodiment = MachineEmbodiments.ByName(machine) };
}
