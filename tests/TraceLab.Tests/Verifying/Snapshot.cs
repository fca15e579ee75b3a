using System.Text;

namespace TraceLab.Tests.Verifying;

/// <summary>
/// What a test received, as the bytes a snapshot file would hold. Text is UTF-8 with a byte order mark and ends its lines
/// with LF, whatever the test or a checkout made of them.
/// </summary>
internal sealed record Snapshot(byte[] Bytes, bool IsText)
{
    private static readonly UTF8Encoding Utf8WithMark = new(encoderShouldEmitUTF8Identifier: true);

    public string Text => Utf8WithMark.GetString(Bytes.AsSpan().StartsWith(Utf8WithMark.Preamble) ? Bytes[3..] : Bytes);

    public static Snapshot OfText(string text) =>
        new([.. Utf8WithMark.Preamble, .. Utf8WithMark.GetBytes(text.ReplaceLineEndings("\n"))], IsText: true);

    public static Snapshot OfBytes(byte[] bytes) => new(bytes, IsText: false);

    /// <summary>Whether a stored file says the same; of text neither the mark nor the kind of line ends is a difference.</summary>
    public bool Matches(byte[] stored) =>
        Bytes.AsSpan().SequenceEqual(stored) || (IsText && OfText(new Snapshot(stored, true).Text).Text == Text);
}
