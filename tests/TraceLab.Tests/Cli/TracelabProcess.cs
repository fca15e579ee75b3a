using System.Diagnostics;

namespace TraceLab.Tests.Cli;

/// <summary>
/// The command line as a process of its own, where pipes, signals, memory or the working directory matter. Ends with the
/// test: whatever still runs after the time limit is killed, with its children.
/// </summary>
internal sealed class TracelabProcess : IDisposable
{
    private static readonly TimeSpan TimeLimit = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan SampleInterval = TimeSpan.FromMilliseconds(10);

    private readonly Process _process;
    private readonly Task<string> _output;
    private readonly Task<string> _error;

    private TracelabProcess(ProcessStartInfo start)
    {
        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        _process = Process.Start(start)!;
        _output = _process.StandardOutput.ReadToEndAsync();
        _error = _process.StandardError.ReadToEndAsync();
    }

    /// <summary>The built program, to be run as <c>dotnet PATH</c>.</summary>
    public static string Program { get; } = Path.Combine(AppContext.BaseDirectory, "tracelab.dll");

    public int Id => _process.Id;

    public Stream Input => _process.StandardInput.BaseStream;

    /// <summary>The most memory that the process ever held at once, as seen until now.</summary>
    public long PeakBytes { get; private set; }

    public static TracelabProcess Start(
        string directory,
        IEnumerable<string> arguments,
        IReadOnlyDictionary<string, string>? environment = null
    ) => Start(directory, "dotnet", [Program, .. arguments], environment);

    /// <summary>Runs lines of shell that know the command <c>tracelab</c>; <c>./bin</c> comes first on PATH.</summary>
    public static TracelabProcess Shell(string directory, string lines)
    {
        // A function, not a script: a file that was just written cannot be run while any other test is starting a process.
        var define = $"tracelab() {{ dotnet '{Program}' \"$@\"; }}; export -f tracelab; PATH=$PWD/bin:$PATH\n";
        return Start(directory, "bash", ["-c", define + lines], null);
    }

    /// <summary>Closes standard input and waits for the end, watching memory.</summary>
    public async Task<TracelabRun> FinishAsync()
    {
        using var limit = new CancellationTokenSource(TimeLimit);
        _process.StandardInput.Close();
        while (!_process.HasExited)
        {
            PeakBytes = Math.Max(PeakBytes, ReadPeakBytes());
            await Task.Delay(SampleInterval, limit.Token);
        }

        return new TracelabRun(_process.ExitCode, await _output, await _error);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        _process.Dispose();
    }

    private static TracelabProcess Start(
        string directory,
        string program,
        IEnumerable<string> arguments,
        IReadOnlyDictionary<string, string>? environment
    )
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = directory };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>(StringComparer.Ordinal))
        {
            start.Environment[name] = value;
        }

        return new TracelabProcess(start);
    }

    // The kernel keeps the highest value itself; a process that just ended no longer tells it.
    private long ReadPeakBytes()
    {
        try
        {
            var line = File.ReadLines($"/proc/{_process.Id}/status")
                .FirstOrDefault(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
            return line is null
                ? 0
                : 1024 * long.Parse(line.Split(' ', '\t').First(part => part.Length > 0 && char.IsDigit(part[0])));
        }
        catch (IOException)
        {
            return 0;
        }
    }
}
