using System.Diagnostics;
using TraceLab.Capture.X11.Proxy;

namespace TraceLab.Tests.Capture.X11.Proxy;

/// <summary>Cookie files, with xauth as the witness.</summary>
public sealed class CookieFileTests : IDisposable
{
    private static readonly byte[] Cookie = [.. Enumerable.Range(0xf0, 16).Select(i => (byte)i)];

    private readonly string _folder = Directory.CreateTempSubdirectory("tracelab-tests-").FullName;

    private string FilePath => Path.Combine(_folder, "cookies");

    [Fact]
    public void What_is_written_xauth_lists_and_is_found_again()
    {
        CookieFile.Write(FilePath, 42, Cookie);
        var listed = Xauth("list").Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.All(listed, line => Assert.Matches(":42 +MIT-MAGIC-COOKIE-1 +f0f1f2f3f4f5f6f7f8f9fafbfcfdfeff$", line));
        Assert.Equal(2, listed.Length);
        Assert.Equal(Cookie, CookieFile.Find(FilePath, 42));
        Assert.Empty(CookieFile.Find(FilePath, 41));
    }

    [Fact]
    public void What_xauth_wrote_is_found()
    {
        Xauth("add other.example:3 . 00112233445566778899aabbccddeeff");
        Xauth("add :3 . ffeeddccbbaa99887766554433221100");

        Assert.Equal("FFEEDDCCBBAA99887766554433221100", Convert.ToHexString(CookieFile.Find(FilePath, 3)));
    }

    [Fact]
    public void A_file_that_is_missing_or_breaks_off_has_no_more_cookies()
    {
        Assert.Empty(CookieFile.Find(FilePath, 42));
        CookieFile.Write(FilePath, 42, Cookie);
        var whole = File.ReadAllBytes(FilePath);
        for (var bytes = 0; bytes < whole.Length; bytes++)
        {
            File.WriteAllBytes(FilePath, whole[..bytes]);
            Assert.InRange(CookieFile.Find(FilePath, 42).Length, 0, Cookie.Length);
        }
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string Xauth(string command)
    {
        using var process = Process.Start(
            new ProcessStartInfo("xauth", $"-q -f {FilePath} {command}")
            {
                UseShellExecute = false,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            }
        )!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return output;
    }
}
