using TraceLab.Core.Commands;
using TraceLab.TraceFormat;

namespace TraceLab.Capture;

/// <summary>Where a recorder's events go: a file at once, or a ring first. Calls come one at a time.</summary>
internal interface ITraceTarget : IDisposable
{
    long BytesWritten { get; }

    bool HasScreen { get; }

    TraceSummary Summary { get; }

    void Write(SessionEvent sessionEvent);

    /// <summary>Hands what came so far to the operating system.</summary>
    void Flush();

    /// <summary>Writes what is held beside the trace; null when nothing is held back.</summary>
    string? WriteAside();

    void Complete(SessionEnded? ended);

    /// <summary>A write has failed: keeps what the file has.</summary>
    void EndAfterFailure();
}
