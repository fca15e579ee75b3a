using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace TraceLab.Capture.X11.Proxy;

/// <summary>
/// The files in which X clients find the secret of a display. An entry is a family, an address, a display number, a
/// protocol and the secret, each of the last four after its 16-bit length, all numbers big-endian (Xau(3)).
/// </summary>
internal static class CookieFile
{
    public const string Protocol = "MIT-MAGIC-COOKIE-1";
    public const int CookieBytes = 16;

    private const ushort FamilyLocal = 256;
    private const ushort FamilyWild = 65535;

    /// <summary>Writes a file that serves the display under any host name. The folder it lies in must be its owner's alone.</summary>
    public static void Write(string path, int display, ReadOnlySpan<byte> cookie)
    {
        using var file = new FileStream(path, FileMode.CreateNew);
        WriteEntry(file, FamilyLocal, Encoding.UTF8.GetBytes(Environment.MachineName), display, cookie);
        WriteEntry(file, FamilyWild, [], display, cookie);
    }

    /// <summary>
    /// The secret of a display of this machine, or an empty one if the file has none. Entries for this host are preferred
    /// to those for any.
    /// </summary>
    public static byte[] Find(string path, int display)
    {
        var data = File.Exists(path) ? File.ReadAllBytes(path) : [];
        byte[] found = [];
        var at = 0;
        while (at + 2 <= data.Length)
        {
            var family = BinaryPrimitives.ReadUInt16BigEndian(data.AsSpan(at));
            at += 2;
            var address = Field(data, ref at);
            var number = Encoding.ASCII.GetString(Field(data, ref at));
            var protocol = Encoding.ASCII.GetString(Field(data, ref at));
            var cookie = Field(data, ref at);
            var isOurs = family == FamilyWild || (family == FamilyLocal && IsThisHost(address));
            var serves = number.Length == 0 || number == display.ToString(CultureInfo.InvariantCulture);
            if (isOurs && serves && protocol == Protocol && (found.Length == 0 || family == FamilyLocal))
            {
                found = cookie.ToArray();
            }
        }

        return found;
    }

    /// <summary>Where the user's own cookies lie.</summary>
    public static string UsersPath() =>
        Environment.GetEnvironmentVariable("XAUTHORITY")
        ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".Xauthority");

    private static bool IsThisHost(ReadOnlySpan<byte> address) =>
        Encoding.UTF8.GetString(address) == Environment.MachineName;

    private static void WriteEntry(
        Stream file,
        ushort family,
        ReadOnlySpan<byte> address,
        int display,
        ReadOnlySpan<byte> cookie
    )
    {
        Span<byte> number = stackalloc byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(number, family);
        file.Write(number);
        WriteField(file, address);
        WriteField(file, Encoding.ASCII.GetBytes(display.ToString(CultureInfo.InvariantCulture)));
        WriteField(file, Encoding.ASCII.GetBytes(Protocol));
        WriteField(file, cookie);
    }

    private static void WriteField(Stream file, ReadOnlySpan<byte> field)
    {
        Span<byte> length = stackalloc byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(length, (ushort)field.Length);
        file.Write(length);
        file.Write(field);
    }

    // A file that ends early has no more entries; what is cut off serves nobody.
    private static ReadOnlySpan<byte> Field(ReadOnlySpan<byte> data, ref int at)
    {
        if (at + 2 > data.Length)
        {
            at = data.Length;
            return [];
        }

        var length = BinaryPrimitives.ReadUInt16BigEndian(data[at..]);
        var field = data[(at + 2)..][..Math.Min(length, data.Length - at - 2)];
        at += 2 + field.Length;
        return field;
    }
}
