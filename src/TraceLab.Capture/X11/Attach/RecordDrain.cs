using System.Net.Sockets;

namespace TraceLab.Capture.X11.Attach;

/// <summary>
/// A thread that does nothing but take what a RECORD data connection has, so that the server's buffer for it stays empty:
/// once that is full, a bug of X servers makes them lose what RECORD has to say, or hang.
/// </summary>
internal sealed class RecordDrain : IDisposable
{
    private const int ChunkBytes = 1 << 18;

    private readonly Socket _socket;
    private readonly AutoResetEvent _news;
    private readonly TimeSpan _pause;
    private readonly byte[] _chunk = GC.AllocateUninitializedArray<byte>(ChunkBytes, pinned: true);
    private readonly Thread _thread;

    /// <param name="socket">The connection, in which RECORD has been enabled; stays the caller's.</param>
    /// <param name="received">What had come in it by then.</param>
    /// <param name="options">How much may wait to be read.</param>
    /// <param name="news">Set when some have come, or when the connection has ended.</param>
    public RecordDrain(Socket socket, ReadOnlySpan<byte> received, AttachOptions options, AutoResetEvent news)
    {
        (_socket, _news, _pause) = (socket, news, options.DrainPause);
        Ring = new FrameRing(options.RingBytes);
        Ring.Write(received);
        _thread = new Thread(Run)
        {
            IsBackground = true,
            Name = "record drain",
            Priority = ThreadPriority.Highest,
        };
        _thread.Start();
    }

    /// <summary>Where the frames go.</summary>
    public FrameRing Ring { get; }

    /// <summary>Whether nothing more will come.</summary>
    public bool IsOver => !_thread.IsAlive;

    public void Dispose()
    {
        try
        {
            _socket.Shutdown(SocketShutdown.Both);
        }
        catch (SocketException)
        {
            // The server has closed it.
        }

        _thread.Join();
        Ring.Dispose();
    }

    private void Run()
    {
        while (true)
        {
            var count = _socket.Receive(_chunk, SocketFlags.None, out var error);
            if (error == SocketError.Interrupted)
            {
                continue;
            }

            if (error != SocketError.Success || count == 0)
            {
                _news.Set();
                return;
            }

            Ring.Write(_chunk.AsSpan(0, count));
            _news.Set();
            if (_pause > TimeSpan.Zero)
            {
                Thread.Sleep(_pause);
            }
        }
    }
}
