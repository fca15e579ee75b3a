using TraceLab.Core.Commands;
using TraceLab.Core.Faults;

namespace TraceLab.Capture.Live;

/// <summary>
/// A kind of live session that can be recorded. One more source is one more implementation, listed in
/// <see cref="SessionSources"/>.
/// </summary>
public interface ISessionSource
{
    /// <summary>What a user types after <c>--source</c>, and what a trace's header says.</summary>
    string Name { get; }

    /// <summary>One line for a help text.</summary>
    string Summary { get; }

    /// <summary>Whether the source starts a command of the user's; else the session runs elsewhere.</summary>
    bool RunsCommand { get; }

    /// <summary>
    /// Records until the session ends, the duration is over or <paramref name="stop"/> is cancelled, whichever comes first.
    /// Blocks the calling thread for so long, and calls the sink on it. Leaves no process and no file behind.
    /// </summary>
    /// <exception cref="InputFaultException">
    /// The session did not start, or what it sent is damaged. What came before has reached the sink.
    /// </exception>
    RecordingResult Record(RecordingOptions options, ISessionSink sink, CancellationToken stop);
}

/// <summary>Takes what a source records, in order, from one thread.</summary>
public interface ISessionSink
{
    /// <summary>Called once, before any event.</summary>
    void Begin(SessionOrigin origin);

    /// <summary>The last event is a <see cref="SessionEnded"/>.</summary>
    void Accept(SessionEvent sessionEvent);

    /// <summary>Called a few times a second while events come.</summary>
    void Report(RecordingProgress progress);
}

/// <summary>What is known of a session before its first event.</summary>
public sealed record SessionOrigin
{
    public required string Source { get; init; }

    /// <summary>The clock of the events' times.</summary>
    public string Clock { get; init; } = "monotonic";

    /// <summary>Pixels; 0 while unknown.</summary>
    public int ScreenWidth { get; init; }

    /// <summary>Pixels; 0 while unknown.</summary>
    public int ScreenHeight { get; init; }

    /// <summary>The machine that runs the session.</summary>
    public string Host { get; init; } = Environment.MachineName;

    /// <summary>Anything else worth keeping, by name.</summary>
    public IReadOnlyDictionary<string, string> Facts { get; init; } =
        new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Of a source that runs a command on a screen of its own.</summary>
    public static SessionOrigin OfCommand(string source, RecordingOptions options) =>
        new()
        {
            Source = source,
            ScreenWidth = options.Width,
            ScreenHeight = options.Height,
            Facts = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                [options.IsAttached ? "attached" : "command"] = options.IsAttached
                    ? $":{options.Display}"
                    : string.Join(' ', options.Command),
                ["system"] = System.Runtime.InteropServices.RuntimeInformation.OSDescription,
            },
        };
}

/// <summary>How to record.</summary>
public sealed record RecordingOptions
{
    /// <summary>Screen size in pixels, for sources that make the screen.</summary>
    public int Width { get; init; } = 1024;

    public int Height { get; init; } = 768;

    /// <summary>Counted from the start of the command; null for no limit.</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>A program and its arguments, for sources that run one.</summary>
    public IReadOnlyList<string> Command { get; init; } = [];

    /// <summary>
    /// Whether the driver keeps pixmaps in off-screen surfaces of the adapter, so that copies between surfaces are seen as
    /// such; else it draws them itself and sends images, as Xspice does by default.
    /// </summary>
    public bool OffScreenSurfaces { get; init; }

    /// <summary>
    /// Display number; null for any that is free. For sources that can use a display that is there already it names that one.
    /// </summary>
    public int? Display { get; init; }

    /// <summary>Whether the session on <see cref="Display"/> runs already, and is only watched.</summary>
    public bool IsAttached { get; init; }

    /// <summary>
    /// Whether the recorder of such a session may change a setting of the whole machine, the size of new sockets' buffers,
    /// for the moment in which it connects.
    /// </summary>
    public bool RaisesSocketBuffers { get; init; }

    /// <summary>Whether a private server shows itself in a window on the desktop that we run on, so that it can be used.</summary>
    public bool IsShown { get; init; }

    /// <summary>
    /// Mean time between two looks at the source's own screen, whose hashes become checkpoints, for sources that can look.
    /// </summary>
    public TimeSpan CheckpointInterval { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>What to read instead of standard input, for sources that read a stream. Not disposed.</summary>
    public Stream? Input { get; init; }
}

/// <summary>Numbers for a status line; they only grow.</summary>
public readonly record struct RecordingProgress(
    TimeSpan Elapsed,
    long SourceBytes,
    long Events,
    long Commands,
    long Losses
)
{
    /// <summary>
    /// How much of a session that is over has been converted, 0 to 1; null while it runs, and where its length is unknown.
    /// </summary>
    public double? ConvertedShare { get; init; }
}

/// <summary>Why a recording ended.</summary>
public enum RecordingEnd : byte
{
    /// <summary>The command exited.</summary>
    CommandExited = 0,

    /// <summary>The duration was over.</summary>
    DurationOver = 1,

    /// <summary>Somebody asked for it.</summary>
    Stopped = 2,

    /// <summary>The source itself ended.</summary>
    SourceEnded = 3,
}

/// <summary>What was recorded.</summary>
public sealed record RecordingResult
{
    public required RecordingEnd End { get; init; }

    /// <summary>The command's own exit code, when it exited by itself; 128 plus the number for a signal.</summary>
    public int? ExitCode { get; init; }

    /// <summary>Whole events of the source, of any kind.</summary>
    public required long Events { get; init; }

    /// <summary>Drawing commands by <see cref="CommandKind"/>.</summary>
    public required IReadOnlyList<long> Commands { get; init; }

    /// <summary>What could not be recorded exactly, by cause.</summary>
    public required IReadOnlyDictionary<string, long> Losses { get; init; }

    /// <summary>Whether the source broke off in the middle of an event.</summary>
    public required bool IsTruncated { get; init; }

    /// <summary>Bytes of the source up to the end of its last whole event.</summary>
    public required long SourceBytes { get; init; }

    public required long DurationNanoseconds { get; init; }

    /// <summary>Looks at the source's own screen that the trace does not agree with; more than 0 means that it is wrong.</summary>
    public long FailedCheckpoints { get; init; }

    /// <summary>One more line worth telling, or null.</summary>
    public string? Remark { get; init; }
}
