using TraceLab.Core.Faults;
using TraceLab.Core.Geometry;

namespace TraceLab.Capture.Spice;

/// <summary>
/// Parses a SPICE worker recording ("SPICE_REPLAY 1"), strictly: every line, order and count of the grammar is checked.
/// An event is handed out only when it is whole. A recording that ends inside an event ends the parse
/// (<see cref="IsTruncated"/>); anything that is not the grammar is an <see cref="InputFaultException"/> with the offset.
/// Memory is bounded by the largest event. The stream is not disposed.
/// </summary>
public sealed partial class SpiceParser(Stream stream)
{
    private static readonly Rect[] NoRects = [];

    private readonly SpiceLexer _lexer = new(stream);
    private bool _headerIsRead;

    /// <summary>Whole events so far.</summary>
    public long EventCount { get; private set; }

    /// <summary>Bytes up to the end of the last whole event (of the header, before the first).</summary>
    public long WholeBytes { get; private set; }

    /// <summary>Whether the recording ended inside an event or inside its header.</summary>
    public bool IsTruncated { get; private set; }

    /// <summary>The next whole event, or null at the end. Blocks while a live stream is silent.</summary>
    /// <exception cref="InputFaultException">The recording is damaged, or is none.</exception>
    public SpiceEvent? Read()
    {
        try
        {
            if (!_headerIsRead)
            {
                ReadHeader();
            }

            if (IsTruncated || _lexer.Peek() < 0)
            {
                return null;
            }

            var next = ReadEvent();
            EventCount++;
            WholeBytes = _lexer.Offset;
            return next;
        }
        catch (EndOfStreamException)
        {
            IsTruncated = true;
            return null;
        }
    }

    private void ReadHeader()
    {
        const string What = "not a SPICE recording";
        const string Header = "'SPICE_REPLAY 1'";
        if (_lexer.Peek() < 0)
        {
            throw new InputFaultException(What, offset: 0, expected: Header, found: "end of file");
        }

        try
        {
            var line = _lexer.ReadLine();
            line.Keyword("SPICE_REPLAY 1"u8);
            line.End();
        }
        catch (InputFaultException fault)
        {
            throw new InputFaultException(What, offset: 0, expected: Header, found: fault.Found, inner: fault);
        }

        _headerIsRead = true;
        WholeBytes = _lexer.Offset;
    }

    private SpiceEvent ReadEvent()
    {
        var offset = _lexer.Offset;
        var line = _lexer.ReadLine();
        line.Keyword("event "u8);
        var counter = line.UInt32();
        line.Space();
        var what = line.UInt32();
        line.Space();
        var type = line.UInt32();
        line.Space();
        var time = line.UInt64();
        line.End();
        if (counter != unchecked((uint)EventCount))
        {
            throw Damaged(offset, $"event {unchecked((uint)EventCount)}", $"event {counter}");
        }

        if (what > 1)
        {
            throw Damaged(offset, "an event of kind 0 (command) or 1 (device)", $"{what}");
        }

        var payload = what == 0 ? ReadCommand(type, offset) : ReadDevicePayload(type);
        return new SpiceEvent(counter, what == 0, type, time, offset, payload);
    }

    private SpicePayload? ReadCommand(uint type, long offset)
    {
        switch ((SpiceCommandType)type)
        {
            case SpiceCommandType.Nop:
                return null;
            case SpiceCommandType.Draw:
                return ReadDrawable();
            case SpiceCommandType.Update:
                SkipUpdate();
                return null;
            case SpiceCommandType.Cursor:
                return ReadCursor();
            case SpiceCommandType.Message:
                SkipMessage();
                return null;
            case SpiceCommandType.Surface:
                return ReadSurface();
            default:
                throw Damaged(offset, "a command type of 0 to 5", $"{type}");
        }
    }

    private SpicePayload? ReadDevicePayload(uint type) =>
        (SpiceDeviceEvent)type is SpiceDeviceEvent.CreatePrimary or SpiceDeviceEvent.CreatePrimaryAsync
            ? ReadPrimary()
            : null;

    private void Line(ReadOnlySpan<byte> text)
    {
        var line = _lexer.ReadLine();
        line.Keyword(text);
        line.End();
    }

    // A line of a name (with its space) and one number.
    private int Field(ReadOnlySpan<byte> name)
    {
        var line = _lexer.ReadLine();
        line.Keyword(name);
        var value = line.Int32();
        line.End();
        return value;
    }

    private uint UnsignedField(ReadOnlySpan<byte> name) => unchecked((uint)Field(name));

    // A number that the grammar limits; the fault names the limit.
    private uint LimitedField(ReadOnlySpan<byte> name, uint limit)
    {
        var offset = _lexer.Offset;
        var value = UnsignedField(name);
        return value <= limit ? value : throw Damaged(offset, $"a number up to {limit}", $"{value}");
    }

    private ulong LongField(ReadOnlySpan<byte> name)
    {
        var line = _lexer.ReadLine();
        line.Keyword(name);
        var value = line.UInt64();
        line.End();
        return value;
    }

    private static InputFaultException Damaged(long offset, string expected, string found) =>
        new("damaged SPICE recording", offset: offset, expected: expected, found: found);
}
