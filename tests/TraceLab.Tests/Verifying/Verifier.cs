using System.Runtime.CompilerServices;

namespace TraceLab.Tests.Verifying;

/// <summary>
/// Snapshot tests with the contract of Verify.Xunit: <c>await Verify(text)</c> holds a text against
/// <c>Class.Method.verified.txt</c> beside the test's source file. The class is the source file's name.
/// </summary>
public static class Verifier
{
    public static Verification Verify(
        string text,
        string extension = "txt",
        [CallerFilePath] string sourceFile = "",
        [CallerMemberName] string method = ""
    ) => new(Snapshot.OfText(text), sourceFile, method, extension);

    /// <summary>Bytes are compared one by one; name an extension that says what they are.</summary>
    public static Verification Verify(
        byte[] bytes,
        string extension,
        [CallerFilePath] string sourceFile = "",
        [CallerMemberName] string method = ""
    ) => new(Snapshot.OfBytes(bytes), sourceFile, method, extension);
}
