using TraceLab.Capture.Spice;
using TraceLab.Core.Commands;
using TraceLab.Core.Faults;
using TraceLab.TraceFormat;

namespace TraceLab.Fuzz;

/// <summary>
/// What is fuzzed: each target takes any bytes, and any exception out of it is a finding. Bad input may only end as an
/// <see cref="InputFaultException"/>, which the targets catch.
/// </summary>
public static class FuzzTargets
{
    /// <summary>Inputs larger than this only cost time.</summary>
    public const int MaxInputBytes = 1 << 16;

    // Without keyframes: a writer that paints would make each large screen cost a second.
    private static readonly TraceWriterOptions s_unpainted = new() { KeyframeWorkBytes = 0 };

    private static readonly TimeSpan s_longest = TimeSpan.FromSeconds(1);

    // Screens larger than this are not painted: they are allowed, and cost time.
    private const long MaxPaintedPixels = 1 << 16;

    /// <summary>The assemblies whose branches afl-fuzz is told of.</summary>
    public static IReadOnlyList<string> Instrumented { get; } =
    ["TraceLab.Core", "TraceLab.TraceFormat", "TraceLab.Capture"];

    public static IReadOnlyList<string> Names { get; } = ["trace", "spice"];

    public static Action<byte[]> Find(string name) =>
        name switch
        {
            "trace" => Trace,
            "spice" => Spice,
            _ => throw new ArgumentException($"no target '{name}'", nameof(name)),
        };

    /// <summary>
    /// Runs a target, and again if it took long, for then it may have been compiled on the way. Two long runs are a hang:
    /// processor time tells, because a busy machine makes any run long on the clock.
    /// </summary>
    public static void RunTimed(string name, byte[] input)
    {
        var target = Find(name);
        if (ProcessorTime(target, input) > s_longest && ProcessorTime(target, input) > s_longest)
        {
            throw new TimeoutException($"more than {s_longest.TotalSeconds} s of processor time");
        }
    }

    /// <summary>Reads a trace in every way there is; what is recovered of it must pass the doctor.</summary>
    public static void Trace(byte[] input)
    {
        if (input.Length > MaxInputBytes)
        {
            return;
        }

        // Random bytes never match a checksum: most findings lie behind it.
        TraceChecksums.MakeRight(input);
        Read(input);
        if (Recover(input) is { } recovered)
        {
            AssertSound(recovered);
        }
    }

    /// <summary>Imports a SPICE recording into a trace, which must pass the doctor.</summary>
    public static void Spice(byte[] input)
    {
        if (input.Length > MaxInputBytes)
        {
            return;
        }

        var output = new MemoryStream();
        using var writer = new TraceWriter(output, new TraceHeader { Source = "spice" }, s_unpainted);
        try
        {
            SpiceImporter.Import(new MemoryStream(input), writer.Write);
        }
        catch (InputFaultException)
        {
            // What came before the damage is a trace all the same.
        }

        writer.Complete();
        AssertSound(output.ToArray());
    }

    private static TimeSpan ProcessorTime(Action<byte[]> target, byte[] input)
    {
        var before = Environment.CpuUsage.TotalTime;
        target(input);
        return Environment.CpuUsage.TotalTime - before;
    }

    private static void Read(byte[] input)
    {
        try
        {
            using var reader = TraceReader.Open(input, "input");
            using var lending = TraceReader.Open(input, "input", new TraceReaderOptions { LendsPayloads = true });
            _ = reader.Index.Chunks.Count + reader.Summary.Events;
            var (pixels, lastTime) = (0L, 0L);
            foreach (var (sessionEvent, lent) in reader.Events().Zip(lending.Events()))
            {
                AssertSame(sessionEvent, lent);
                pixels += sessionEvent is SurfaceCreated created ? (long)created.Width * created.Height : 0;
                lastTime = sessionEvent.TimeNanoseconds;
            }

            if (pixels <= MaxPaintedPixels)
            {
                Seek(reader, lastTime);
            }
        }
        catch (InputFaultException)
        {
            // Refused, as it may be.
        }
    }

    private static void AssertSame(SessionEvent kept, SessionEvent lent)
    {
        if (!EventEquality.AreSame(kept, lent))
        {
            throw new InvalidOperationException($"lent it is {lent}, kept {kept}");
        }
    }

    private static void Seek(TraceReader reader, long lastTime)
    {
        _ = reader.StateAt(lastTime / 2);
        _ = reader.StateAt(long.MaxValue);
        _ = reader.Events(lastTime / 3, lastTime).Count();
    }

    private static byte[]? Recover(byte[] input)
    {
        try
        {
            using var salvage = TraceSalvage.Open(input, "input");
            var output = new MemoryStream();
            using var writer = new TraceWriter(output, salvage.Header ?? new TraceHeader(), s_unpainted);
            TraceRecovery.Write(salvage, writer);
            return output.ToArray();
        }
        catch (InputFaultException)
        {
            return null;
        }
    }

    private static void AssertSound(byte[] trace)
    {
        using var salvage = TraceSalvage.Open(trace, "output");
        foreach (var sessionEvent in salvage.Events())
        {
            _ = sessionEvent;
        }

        if (salvage.FaultCount > 0)
        {
            throw new InvalidOperationException("a trace just written is not sound: " + salvage.Faults[0].Message);
        }
    }
}
