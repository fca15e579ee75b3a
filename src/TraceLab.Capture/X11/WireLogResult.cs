using TraceLab.Capture.Live;

namespace TraceLab.Capture.X11;

/// <summary>What came of a recording into a wire log.</summary>
public sealed record WireLogResult
{
    /// <summary><see cref="RecordingEnd.SourceEnded"/> says that the server died.</summary>
    public required RecordingEnd End { get; init; }

    /// <summary>Only when the command exited by itself.</summary>
    public int? ExitCode { get; init; }

    /// <summary>Requests of all clients, in the log.</summary>
    public required long Requests { get; init; }

    /// <summary>
    /// Requests in the log of which the server had not shown at the end that it counted them; 0 after a session that ended
    /// in order.
    /// </summary>
    public required long UnconfirmedRequests { get; init; }

    /// <summary>Requests that the server executed and that are not in the log.</summary>
    public long LostRequests { get; init; }

    /// <summary>Whether the log ends with a look at the whole screen.</summary>
    public bool HasLastLook { get; init; } = true;

    public required long Clients { get; init; }

    /// <summary>Pictures of the server's screen in the log.</summary>
    public required long Checkpoints { get; init; }

    public required long LogBytes { get; init; }

    public required TimeSpan Duration { get; init; }
}
