using System.Diagnostics;

namespace TraceLab.Capture.Live;

/// <summary>
/// A small process that waits for our end, in whatever way it comes, and then ends the process groups, removes the files
/// and puts back the setting that it was told of. It does so as well when disposed.
/// </summary>
internal sealed class Reaper : IDisposable
{
    // It hears of our end by the end of its input. A signal at our whole group or a closed terminal must not end it first.
    private const string Script = """
        trap '' INT TERM HUP
        groups= setting=
        while read -r kind value; do
            case $kind in
                restore) setting=$value ;;
                restored) setting= ;;
                group) groups="$groups -$value" ;;
                ended) groups= ;;
                file) set -- "$@" "$value" ;;
            esac
        done
        if [ -n "$setting" ]; then
            echo "${setting#* }" >"${setting%% *}"
        fi
        if [ -n "$groups" ]; then
            kill -TERM $groups
            sleep 1
            kill -KILL $groups
        fi
        rm -rf -- "$@"
        """;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly Process _process;

    public Reaper()
    {
        var start = new ProcessStartInfo("setsid")
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        string[] arguments = ["sh", "-c", Script, "sh"];
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        _process = Process.Start(start)!;
        _process.StandardInput.AutoFlush = true;
    }

    /// <summary>A file or a folder with all that is in it.</summary>
    public void RemoveFile(string path) => Tell($"file {path}");

    /// <summary>A process group that must not outlive us.</summary>
    public void EndGroup(int group) => Tell($"group {group}");

    /// <summary>A setting that we change for a moment: a file, and what it says without us.</summary>
    public void Restore(string path, string value) => Tell($"restore {path} {value}");

    /// <summary>It says so again.</summary>
    public void Restored() => Tell("restored");

    /// <summary>All groups have ended; their numbers may belong to others soon.</summary>
    public void GroupsEnded() => Tell("ended");

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit(Patience);
        _process.Dispose();
    }

    private void Tell(string line)
    {
        try
        {
            _process.StandardInput.Write(line + "\n");
        }
        catch (IOException)
        {
            // Somebody has ended it: what it would have done is done by those who own it.
        }
    }
}
