namespace TraceLab.Capture.X11.Attach;

/// <summary>How to record a session that runs already.</summary>
internal sealed record AttachOptions
{
    public required int Display { get; init; }

    /// <summary>Where the log goes; its description is written beside it.</summary>
    public required string LogPath { get; init; }

    public bool Overwrite { get; init; }

    /// <summary>Whether to enlarge sockets' buffers while the data connections are made (<see cref="SocketBufferGuard"/>).</summary>
    public bool RaisesSocketBuffers { get; init; }

    public TimeSpan CheckpointInterval { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Bytes that each of the two contexts may have waiting.</summary>
    public int RingBytes { get; init; } = 32 << 20;

    /// <summary>How long the drains stand still after each chunk; only to see what happens then.</summary>
    public TimeSpan DrainPause { get; init; }
}

/// <summary>What has been recorded.</summary>
/// <param name="Requests">Of all clients.</param>
/// <param name="Lost">Requests that the server or a ring dropped, in both contexts.</param>
/// <param name="Clients">Of the first snapshot, and those that came later.</param>
/// <param name="Checkpoints">Looks at the whole screen.</param>
/// <param name="LogBytes">Bytes of the log.</param>
internal sealed record AttachCounts(
    long Requests = 0,
    long Lost = 0,
    long Clients = 0,
    long Checkpoints = 0,
    long LogBytes = 0
);
