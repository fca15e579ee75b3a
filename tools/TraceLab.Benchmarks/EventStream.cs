using System.Buffers.Binary;
using TraceLab.Core.Commands;
using TraceLab.TraceFormat;

namespace TraceLab.Benchmarks;

/// <summary>
/// The events of a trace as a plain stream of them would be: each with its time (8 bytes) and all its payloads, nothing
/// shared, nothing compressed. What a trace is smaller than, where the source's own stream is not kept.
/// </summary>
internal static class EventStream
{
    private static readonly TraceWriterOptions s_alone = new() { ChunkBytes = 1, KeyframeWorkBytes = 0 };

    public static void Write(string trace, Stream output)
    {
        using var reader = TraceReader.Open(trace);
        Write(reader.Events(), output);
    }

    public static void Write(IEnumerable<SessionEvent> events, Stream output)
    {
        var time = new byte[sizeof(long)];
        foreach (var sessionEvent in events)
        {
            BinaryPrimitives.WriteInt64LittleEndian(time, sessionEvent.TimeNanoseconds);
            output.Write(time);

            // In a trace of its own an event finds nothing to share.
            var alone = new MemoryStream();
            using (var writer = new TraceWriter(alone, new TraceHeader(), s_alone))
            {
                writer.Write(sessionEvent);
                writer.FlushChunk();
            }

            output.Write(TraceChunks.Of(alone.ToArray()).Single().Plain);
        }
    }
}
