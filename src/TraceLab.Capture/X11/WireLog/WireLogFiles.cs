using System.Text.Json;
using TraceLab.Capture.X11.Protocol;
using TraceLab.Core.Faults;

namespace TraceLab.Capture.X11.WireLog;

/// <summary>
/// The names of the files of a wire log, and the two that lie beside it: <see cref="WireSession.ReadBeside(string)"/> reads them.
/// </summary>
internal static class WireLogFiles
{
    public const string Extension = ".bin";

    /// <summary>The session's description beside a log.</summary>
    public static string MetaPath(string log) => Path.ChangeExtension(log, ".meta.json");

    /// <summary>The server's setup reply beside a log; one for all logs of a folder, which must be of the same kind of server.</summary>
    public static string SetupPath(string log) =>
        Path.Combine(Path.GetDirectoryName(Path.GetFullPath(log))!, "connection.setup");

    /// <param name="log">The path of the log, which need not exist.</param>
    /// <param name="server">Who was recorded.</param>
    /// <param name="owner">Who records.</param>
    /// <param name="overwrite">Whether files that exist are replaced.</param>
    /// <exception cref="InputFaultException">They exist and say something else.</exception>
    public static void WriteBeside(string log, RecordedServer server, LogOwner owner, bool overwrite)
    {
        var setup = server.Setup;
        var setupPath = SetupPath(log);
        if (!overwrite && File.Exists(setupPath) && !File.ReadAllBytes(setupPath).AsSpan().SequenceEqual(setup.Bytes))
        {
            throw new InputFaultException(
                "the file exists, and is of another server",
                setupPath,
                remedy: "write this log into another folder, or use --force to overwrite"
            );
        }

        File.WriteAllBytes(setupPath, setup.Bytes);
        using var file = File.Create(MetaPath(log));
        using var json = new Utf8JsonWriter(file);
        json.WriteStartObject();
        json.WriteNumber("ctl", setup.ResourceBase);
        json.WriteNumber("prb", owner.ProbeBase);
        json.WriteNumber("root", setup.Root);
        json.WriteNumber("w", setup.Width);
        json.WriteNumber("h", setup.Height);
        if (owner.IsAttached)
        {
            json.WriteBoolean("attached", value: true);
        }

        json.WriteBase64String("formats", server.FormatsReply);
        json.WriteStartObject("exts");
        foreach (var (name, numbers) in server.Extensions.OrderBy(e => e.Value.MajorOpcode))
        {
            json.WriteStartArray(name);
            json.WriteNumberValue(1);
            json.WriteNumberValue(numbers.MajorOpcode);
            json.WriteNumberValue(numbers.FirstEvent);
            json.WriteNumberValue(numbers.FirstError);
            json.WriteEndArray();
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }
}

/// <summary>Who records a session into a log.</summary>
/// <param name="ProbeBase">The id base of the connection whose GetImage requests stand at exact places.</param>
/// <param name="IsAttached">As <see cref="WireSession.IsAttached"/>.</param>
internal readonly record struct LogOwner(uint ProbeBase, bool IsAttached);

/// <summary>A server as it numbers what clients name.</summary>
/// <param name="Setup">What it said to the recorder's own connection.</param>
/// <param name="Extensions">By name.</param>
/// <param name="FormatsReply">Its reply to RENDER's QueryPictFormats, little-endian; empty if there is none.</param>
internal sealed record RecordedServer(
    ServerSetup Setup,
    IReadOnlyDictionary<string, ExtensionNumbers> Extensions,
    byte[] FormatsReply
);
