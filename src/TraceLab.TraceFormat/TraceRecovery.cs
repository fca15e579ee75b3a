using TraceLab.Core.Commands;
using TraceLab.Core.Geometry;
using TraceLab.Core.Pixels;

namespace TraceLab.TraceFormat;

/// <summary>Writes anew what <see cref="TraceSalvage"/> can read: a complete trace that says itself what it lacks.</summary>
public static class TraceRecovery
{
    /// <summary>
    /// Writes every event that can be read, and completes the trace. What damage took away stands in it as
    /// <see cref="DataLost"/> events.
    /// </summary>
    public static void Write(TraceSalvage salvage, TraceWriter writer)
    {
        foreach (var sessionEvent in salvage.Events())
        {
            try
            {
                writer.Write(sessionEvent);
            }
            catch (ArgumentException refused)
            {
                // A hostile file may hold an event that no writer would write.
                writer.Write(
                    new DataLost(
                        sessionEvent.TimeNanoseconds,
                        TraceSalvage.DamagedCause,
                        1,
                        Surface.ScreenId,
                        Rect.Empty,
                        refused.Message
                    )
                );
            }
        }

        writer.Complete();
    }
}
