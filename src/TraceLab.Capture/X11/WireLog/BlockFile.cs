using System.Collections.Concurrent;

namespace TraceLab.Capture.X11.WireLog;

/// <summary>
/// A file that is appended to in blocks by a thread of its own, so that whoever fills the blocks never waits for the disk
/// unless it falls behind by all of them: then he waits, and nothing is lost. One thread fills.
/// </summary>
internal sealed class BlockFile : IDisposable
{
    /// <summary>What one block holds unless more is asked for at once.</summary>
    public const int BlockBytes = 2 << 20;

    private const int MaxWaitingBlocks = 12;

    private readonly FileStream _file;

    // Neither side may depend on the thread pool: a busy one would wake the writer late, and with it all who wait for us.
    private readonly BlockingCollection<ArraySegment<byte>> _full = new(MaxWaitingBlocks);
    private readonly ConcurrentQueue<byte[]> _empty = new();
    private readonly Thread _thread;
    private Exception? _failure;
    private byte[] _block = new byte[BlockBytes];
    private int _used;
    private bool _isDisposed;

    public BlockFile(string path, bool overwrite)
    {
        var mode = overwrite ? FileMode.Create : FileMode.CreateNew;
        _file = new FileStream(path, mode, FileAccess.Write, FileShare.Read, bufferSize: 0);
        _thread = new Thread(WriteBlocks) { IsBackground = true, Name = "wire log" };
        _thread.Start();
    }

    /// <summary>Bytes appended so far, on disk or on the way.</summary>
    public long Length { get; private set; }

    /// <summary>Why the file cannot be written any more, or null. What is appended after that is dropped.</summary>
    public Exception? Failure => Volatile.Read(ref _failure);

    /// <summary>
    /// Room for that many bytes, one after the other. It belongs to the caller until the next call, and is part of the file
    /// once <see cref="Append"/> says so.
    /// </summary>
    public Span<byte> Reserve(int bytes)
    {
        if (_block.Length - _used < bytes)
        {
            Flush();
            if (_block.Length < bytes)
            {
                _block = new byte[bytes];
            }
        }

        return _block.AsSpan(_used, bytes);
    }

    /// <summary>Makes the first bytes of what was reserved part of the file.</summary>
    public void Append(int bytes)
    {
        _used += bytes;
        Length += bytes;
    }

    /// <summary>Hands over what has been appended; it is in the file as soon as the thread comes to it.</summary>
    public void Flush()
    {
        if (_used == 0)
        {
            return;
        }

        _full.Add(new ArraySegment<byte>(_block, 0, _used));
        _block = _empty.TryDequeue(out var empty) ? empty : new byte[BlockBytes];
        _used = 0;
    }

    /// <summary>Writes the rest, waits for the disk and closes the file. <see cref="Failure"/> says whether all went well.</summary>
    public void Dispose()
    {
        if (_isDisposed)
        {
            return;
        }

        _isDisposed = true;
        Flush();
        _full.CompleteAdding();
        _thread.Join();
        _full.Dispose();
        _file.Dispose();
    }

    private void WriteBlocks()
    {
        foreach (var block in _full.GetConsumingEnumerable())
        {
            Write(block);
            if (block.Array!.Length == BlockBytes)
            {
                _empty.Enqueue(block.Array);
            }
        }
    }

    private void Write(ArraySegment<byte> block)
    {
        try
        {
            if (_failure is null)
            {
                _file.Write(block);
            }
        }
        catch (IOException failure)
        {
            Volatile.Write(ref _failure, failure);
        }
    }
}
