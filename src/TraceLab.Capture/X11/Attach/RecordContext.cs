using TraceLab.Capture.X11.Connections;
using TraceLab.Core.Faults;

namespace TraceLab.Capture.X11.Attach;

/// <summary>
/// One recording context: every request of every client, present and to come, and when clients come and go (RECORD
/// protocol, "RecordCreateContext"). Made by one connection, its data come in another.
/// </summary>
internal sealed class RecordContext
{
    private const byte QueryVersion = 0;
    private const byte CreateContext = 1;
    private const byte EnableContext = 5;
    private const byte DisableContext = 6;
    private const uint AllClients = 3;

    // Before each element its time, and before requests the sequence number.
    private const uint ElementHeader = 7;
    private const int FirstExtension = 128;

    private readonly XConnection _control;
    private readonly byte _opcode;
    private readonly uint _context;

    /// <exception cref="InputFaultException">The server lacks RECORD.</exception>
    public RecordContext(XConnection control)
    {
        _control = control;
        _opcode = control.OpcodeOf("RECORD");
        if (_opcode == 0)
        {
            throw new InputFaultException(
                "the server cannot be recorded from outside",
                expected: "the extension RECORD",
                found: "none",
                remedy: "start the programs by 'tracelab record -- COMMAND' instead"
            );
        }

        control.Answer(control.Ask(control.Compose.Begin(_opcode, QueryVersion).U16(1).U16(13).Request));
        _context = control.NewId();
        control.Send(
            control
                .Compose.Begin(_opcode, CreateContext)
                .U32(_context)
                .U32(ElementHeader)
                .U32(1)
                .U32(1)
                .U32(AllClients)
                .Padded(Range)
                .Request
        );
        control.Synchronize();
    }

    /// <summary>Lets the data come in a connection, which serves for nothing else from here on.</summary>
    public void Enable(XConnection data)
    {
        data.Send(data.Compose.Begin(_opcode, EnableContext).U32(_context).Request);
        data.Flush();
    }

    /// <summary>No more data come, as soon as the server hears of it.</summary>
    public void Disable()
    {
        _control.Send(_control.Compose.Begin(_opcode, DisableContext).U32(_context).Request);
        _control.Flush();
    }

    // All requests, core and extensions', no answers and events; clients' coming and going.
    private static ReadOnlySpan<byte> Range =>
        [0, FirstExtension - 1, 0, 0, FirstExtension, 255, 0, 0, 255, 255, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1];
}
