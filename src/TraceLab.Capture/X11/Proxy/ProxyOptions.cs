namespace TraceLab.Capture.X11.Proxy;

/// <summary>How the proxy records.</summary>
internal sealed record ProxyOptions
{
    /// <summary>
    /// Mean time between two pictures of the screen, which are taken at random moments, and only when something was asked of
    /// the server since the last; null for none but the last.
    /// </summary>
    public TimeSpan? CheckpointInterval { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Which random moments.</summary>
    public int CheckpointSeed { get; init; } = 1;
}

/// <summary>What has passed through the proxy.</summary>
/// <param name="Requests">Of all clients.</param>
/// <param name="Unconfirmed">Requests that went out and of which the server has not shown that it counted them.</param>
/// <param name="Clients">That were let in.</param>
/// <param name="Syncs">Requests of our own, made when the turn passed on.</param>
/// <param name="Checkpoints">Pictures of the screen.</param>
/// <param name="LogBytes">Bytes of the log.</param>
internal sealed record ProxyCounts(
    long Requests = 0,
    long Unconfirmed = 0,
    long Clients = 0,
    long Syncs = 0,
    long Checkpoints = 0,
    long LogBytes = 0
);
