using System.Buffers.Text;
using System.Globalization;
using System.Text;
using TraceLab.Core.Faults;

namespace TraceLab.Capture.Spice;

/// <summary>How the text of a <see cref="SpiceLine"/> ended.</summary>
public enum SpiceLineEnding : byte
{
    /// <summary>The terminator was found; it is consumed and not part of the text.</summary>
    Terminated = 0,

    /// <summary>The recording ended before the terminator.</summary>
    Truncated = 1,

    /// <summary>No terminator within <see cref="SpiceLexer.MaxLineBytes"/>.</summary>
    Overlong = 2,
}

/// <summary>
/// One line of a recording, read field by field. The text lies in the lexer's buffer, so it is used before the next read.
/// Whatever does not match is an <see cref="InputFaultException"/> at the very byte; a line that matches as far as the
/// recording goes is an <see cref="EndOfStreamException"/>.
/// </summary>
public ref struct SpiceLine(ReadOnlySpan<byte> text, long offset, SpiceLineEnding ending)
{
    private const int FoundBytes = 40;

    private readonly ReadOnlySpan<byte> _text = text;
    private readonly long _offset = offset;
    private readonly SpiceLineEnding _ending = ending;
    private int _position;

    /// <summary>What is left of the line.</summary>
    public readonly ReadOnlySpan<byte> Rest => _text[_position..];

    /// <summary>Consumes exactly these bytes: a field's name with the space after it.</summary>
    public void Keyword(ReadOnlySpan<byte> keyword)
    {
        if (!Rest.StartsWith(keyword))
        {
            throw Mismatch(keyword);
        }

        _position += keyword.Length;
    }

    /// <summary>
    /// A 32-bit field. The recorder prints signed what the guest meant unsigned and the reverse, so anything from -2^31 to
    /// 2^32-1 is taken and wraps.
    /// </summary>
    public int Int32()
    {
        var start = _position;
        var value = Number("a 32-bit number");
        if (value is < int.MinValue or > uint.MaxValue)
        {
            throw Fault("a 32-bit number", start);
        }

        return unchecked((int)value);
    }

    public uint UInt32() => unchecked((uint)Int32());

    /// <summary>A 64-bit field; these are always printed unsigned.</summary>
    public ulong UInt64()
    {
        var rest = Rest;
        if (!Utf8Parser.TryParse(rest, out ulong value, out var consumed) || !IsPlainNumber(rest[..consumed]))
        {
            throw rest.IsEmpty ? Missing("a 64-bit number") : Fault("a 64-bit number", _position);
        }

        _position += consumed;
        RequireMore("the next field");
        return value;
    }

    public void Space() => Keyword(" "u8);

    /// <summary>Requires that the line ends here.</summary>
    public readonly void End()
    {
        if (_position < _text.Length)
        {
            throw Fault("end of line", _position);
        }

        RequireMore("end of line");
    }

    // A field that touches the end of a cut line may go on behind the cut.
    private readonly void RequireMore(string expected)
    {
        if (_position == _text.Length && _ending != SpiceLineEnding.Terminated)
        {
            throw Missing(expected);
        }
    }

    private long Number(string expected)
    {
        var digits = Rest;
        var negative = !digits.IsEmpty && digits[0] == (byte)'-';
        var i = negative ? 1 : 0;
        var first = i;
        long value = 0;
        for (; i < digits.Length && i - first < 11; i++)
        {
            var digit = (uint)digits[i] - '0';
            if (digit > 9)
            {
                break;
            }

            value = (value * 10) + digit;
        }

        if (i == first || (digits[first] == (byte)'0' && (negative || i - first > 1)))
        {
            throw i == digits.Length ? Missing(expected) : Fault(expected, _position);
        }

        _position += i;
        RequireMore("the next field");
        return negative ? -value : value;
    }

    private static bool IsPlainNumber(ReadOnlySpan<byte> digits) =>
        digits.Length == 1 || (digits[0] != (byte)'0' && digits[0] != (byte)'+');

    private readonly Exception Mismatch(ReadOnlySpan<byte> keyword)
    {
        var common = Rest.CommonPrefixLength(keyword);
        var expected = $"'{Encoding.Latin1.GetString(keyword).TrimEnd(' ')}'";
        return common == Rest.Length ? Missing(expected) : Fault(expected, _position);
    }

    // The text ran out: a cut recording, or a line that ends too early.
    private readonly Exception Missing(string expected) =>
        _ending == SpiceLineEnding.Truncated
            ? new EndOfStreamException($"the recording ends where {expected} was expected")
            : Fault(expected, _position);

    private readonly InputFaultException Fault(string expected, int position)
    {
        var rest = _text[Math.Min(position, _text.Length)..];
        var found = rest.IsEmpty ? "end of line" : Printable(rest);
        return new InputFaultException(
            "damaged SPICE recording",
            offset: _offset + position,
            expected: expected,
            found: found
        );
    }

    /// <summary>The first bytes of a text, quoted, with everything that is not printable ASCII as \xNN.</summary>
    internal static string Printable(ReadOnlySpan<byte> bytes)
    {
        var quoted = new StringBuilder("'");
        foreach (var value in bytes[..Math.Min(bytes.Length, FoundBytes)])
        {
            _ = value is >= 0x20 and < 0x7F
                ? quoted.Append((char)value)
                : quoted.Append(CultureInfo.InvariantCulture, $"\\x{value:x2}");
        }

        return quoted.Append(bytes.Length > FoundBytes ? "…'" : "'").ToString();
    }
}
