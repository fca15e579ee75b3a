using System.Text.Json;
using TraceLab.Capture.X11.Protocol;
using TraceLab.Core.Faults;

namespace TraceLab.Capture.X11.WireLog;

/// <summary>An extension as the recorded server numbered it.</summary>
public readonly record struct ExtensionNumbers(byte MajorOpcode, byte FirstEvent, byte FirstError);

/// <summary>
/// What a wire log's own frames do not say: the server that was recorded. Lies beside <c>NAME.bin</c> as
/// <c>NAME.meta.json</c>, with the server's setup reply in <c>connection.setup</c> of the same folder.
/// </summary>
public sealed record WireSession
{
    /// <summary>The recorded screen's size in pixels.</summary>
    public required int Width { get; init; }

    public required int Height { get; init; }

    /// <summary>The root window.</summary>
    public required uint Root { get; init; }

    /// <summary>Resource id bases of the recorder's own connections, which are no part of the session.</summary>
    public required IReadOnlySet<uint> OwnConnections { get; init; }

    /// <summary>The connection among them whose GetImage requests stand at exactly dated places; 0 for none.</summary>
    public uint ProbeConnection { get; init; }

    /// <summary>
    /// Whether the recorder came to a session that ran already, so that what the recorded server shows is known from the
    /// looks at its screen alone.
    /// </summary>
    public bool IsAttached { get; init; }

    /// <summary>Extensions by name; those that the server did not have are left out.</summary>
    public required IReadOnlyDictionary<string, ExtensionNumbers> Extensions { get; init; }

    /// <summary>RENDER's formats as the server numbers them; none in a log that does not say them, then the mirror's are taken.</summary>
    public IReadOnlyList<ServerFormat> Formats { get; init; } = [];

    /// <summary>The server's whole reply to a new connection.</summary>
    public required ServerSetup Setup { get; init; }

    /// <summary>Reads what lies beside a wire log.</summary>
    /// <exception cref="InputFaultException">A file is missing or damaged.</exception>
    public static WireSession ReadBeside(string log)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(log))!;
        var meta = Path.Combine(folder, StemOf(log) + ".meta.json");
        var setup = Path.Combine(folder, "connection.setup");
        return Parse(ReadBeside(log, meta), meta, ReadBeside(log, setup), setup);
    }

    /// <exception cref="InputFaultException">One of the two is damaged.</exception>
    public static WireSession Parse(byte[] meta, string metaName, byte[] setup, string setupName)
    {
        try
        {
            using var json = JsonDocument.Parse(meta);
            var root = json.RootElement;
            return new WireSession
            {
                Width = root.GetProperty("w").GetInt32(),
                Height = root.GetProperty("h").GetInt32(),
                Root = root.GetProperty("root").GetUInt32(),
                OwnConnections = OwnNames.Select(name => BaseOf(root, name)).Where(id => id != 0).ToHashSet(),
                ProbeConnection = BaseOf(root, "prb"),
                IsAttached = root.TryGetProperty("attached", out var attached) && attached.GetBoolean(),
                Extensions = ExtensionsOf(root.GetProperty("exts")),
                Formats = root.TryGetProperty("formats", out var reply)
                    ? ServerFormat.ListIn(new WireBytes(reply.GetBytesFromBase64(), isBigEndian: false))
                    : [],
                Setup = ServerSetup.Parse(setup),
            };
        }
        catch (Exception fault)
            when (fault
                    is JsonException
                        or KeyNotFoundException
                        or InvalidOperationException
                        or FormatException
                        or IndexOutOfRangeException
            )
        {
            throw new InputFaultException("damaged session description", metaName, found: fault.Message, inner: fault);
        }
        catch (InputFaultException fault)
        {
            throw fault.In(setupName);
        }
    }

    private static readonly string[] OwnNames = ["ctl", "dat", "dat2", "prb"];

    private static uint BaseOf(JsonElement root, string name) =>
        root.TryGetProperty(name, out var value) && value.TryGetUInt32(out var id) ? id : 0;

    // Each is [present, major opcode, first event, first error].
    private static Dictionary<string, ExtensionNumbers> ExtensionsOf(JsonElement list)
    {
        var extensions = new Dictionary<string, ExtensionNumbers>(StringComparer.Ordinal);
        foreach (var extension in list.EnumerateObject())
        {
            var numbers = extension.Value;
            if (numbers[0].GetInt32() != 0)
            {
                extensions[extension.Name] = new ExtensionNumbers(
                    numbers[1].GetByte(),
                    numbers[2].GetByte(),
                    numbers[3].GetByte()
                );
            }
        }

        return extensions;
    }

    private static byte[] ReadBeside(string log, string path) =>
        File.Exists(path)
            ? File.ReadAllBytes(path)
            : throw new InputFaultException(
                "no such file",
                path,
                remedy: $"a wire log needs its session's description beside it: {Path.GetFileName(log)} comes with this file"
            );

    private static string StemOf(string log)
    {
        var name = Path.GetFileName(log);
        name = name.EndsWith(".gz", StringComparison.Ordinal) ? name[..^3] : name;
        return Path.GetFileNameWithoutExtension(name);
    }
}
