using System.Buffers.Binary;

namespace TraceLab.Capture.X11.WireLog;

/// <summary>
/// Writes a wire log, the inverse of <see cref="WireLogReader"/>. Requests of one client that come together share a frame;
/// everything else has one of its own. Not thread-safe.
/// </summary>
internal sealed class WireLogWriter(BlockFile file)
{
    private const int RequestHead = 8;
    private const int MessageHead = 4;

    // Frames are only closed at this size, so that a reader that follows need not hold much.
    private const int FullFrameBytes = 1 << 18;

    private WireFrame _open;
    private int _openBytes;
    private bool _isOpen;

    /// <summary>Requests written, of all clients.</summary>
    public long Requests { get; private set; }

    public void ClientStarted(
        uint clientBase,
        bool isBigEndian,
        uint timeMilliseconds,
        ReadOnlySpan<byte> setupReply
    ) => Whole(new WireFrame(WireCategory.ClientStarted, isBigEndian, clientBase, timeMilliseconds, 0, 0), setupReply);

    /// <summary>Its last sequence number is how many of its requests are in the log.</summary>
    public void ClientDied(uint clientBase, bool isBigEndian, uint timeMilliseconds, uint lastSequence)
    {
        Span<byte> data = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(data, lastSequence);
        Whole(new WireFrame(WireCategory.ClientDied, isBigEndian, clientBase, timeMilliseconds, lastSequence, 0), data);
    }

    public void StartOfData(uint timeMilliseconds) =>
        Whole(new WireFrame(WireCategory.StartOfData, false, 0, timeMilliseconds, 0, 0), []);

    public void EndOfData(uint timeMilliseconds) =>
        Whole(new WireFrame(WireCategory.EndOfData, false, 0, timeMilliseconds, 0, 0), []);

    /// <param name="request">A whole request, as the client sent it.</param>
    /// <param name="clientBase">Who sent it.</param>
    /// <param name="isBigEndian">Its byte order.</param>
    /// <param name="timeMilliseconds">When it went to the server.</param>
    /// <param name="sequence">Its number among its client's, from 1.</param>
    public void Request(
        uint clientBase,
        bool isBigEndian,
        uint timeMilliseconds,
        uint sequence,
        ReadOnlySpan<byte> request
    )
    {
        var bytes = RequestHead + request.Length;
        if (!_isOpen || _open.ClientBase != clientBase || _openBytes + bytes > FullFrameBytes)
        {
            Close();
            _open = new WireFrame(WireCategory.FromClient, isBigEndian, clientBase, timeMilliseconds, sequence, 0);
            _isOpen = true;
            _openBytes = 0;
        }

        // The frame's length is known when it is closed, so all of it is kept reserved until then.
        var frame = file.Reserve(Math.Max(WireFrame.HeaderBytes + _openBytes + bytes, ReservedBytes));
        var element = frame[(WireFrame.HeaderBytes + _openBytes)..];
        BinaryPrimitives.WriteUInt32LittleEndian(element, timeMilliseconds);
        BinaryPrimitives.WriteUInt32LittleEndian(element[4..], sequence);
        request.CopyTo(element[RequestHead..]);
        _openBytes += bytes;
        Requests++;
    }

    /// <param name="message">A whole reply, event or error.</param>
    /// <param name="clientBase">Who gets it.</param>
    /// <param name="isBigEndian">Its byte order.</param>
    /// <param name="timeMilliseconds">When it came.</param>
    /// <param name="sequence">The last request that it knows of.</param>
    public void ServerMessage(
        uint clientBase,
        bool isBigEndian,
        uint timeMilliseconds,
        uint sequence,
        ReadOnlySpan<byte> message
    )
    {
        Close();
        var bytes = MessageHead + message.Length;
        var frame = file.Reserve(WireFrame.HeaderBytes + bytes);
        new WireFrame(WireCategory.FromServer, isBigEndian, clientBase, timeMilliseconds, sequence, bytes).Write(frame);
        BinaryPrimitives.WriteUInt32LittleEndian(frame[WireFrame.HeaderBytes..], timeMilliseconds);
        message.CopyTo(frame[(WireFrame.HeaderBytes + MessageHead)..]);
        file.Append(WireFrame.HeaderBytes + bytes);
    }

    /// <summary>Makes all that was written visible to a reader that follows.</summary>
    public void Flush()
    {
        Close();
        file.Flush();
    }

    // Whatever a frame may grow to by small requests is reserved with its first one: a second reservation must not move it.
    private static int ReservedBytes => WireFrame.HeaderBytes + FullFrameBytes;

    private void Whole(WireFrame frame, ReadOnlySpan<byte> data)
    {
        Close();
        var bytes = file.Reserve(WireFrame.HeaderBytes + data.Length);
        (frame with { DataBytes = data.Length }).Write(bytes);
        data.CopyTo(bytes[WireFrame.HeaderBytes..]);
        file.Append(WireFrame.HeaderBytes + data.Length);
    }

    private void Close()
    {
        if (!_isOpen)
        {
            return;
        }

        _isOpen = false;
        var bytes = WireFrame.HeaderBytes + _openBytes;
        (_open with { DataBytes = _openBytes }).Write(file.Reserve(bytes));
        file.Append(bytes);
    }
}
