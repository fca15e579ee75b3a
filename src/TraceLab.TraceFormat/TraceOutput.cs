using TraceLab.TraceFormat.Blocks;

namespace TraceLab.TraceFormat;

/// <summary>
/// The stream a trace goes to, which counts its own offset, and the file's two names. After a failed write the end of
/// the stream is unknown, so nothing more is written.
/// </summary>
internal sealed class TraceOutput : IDisposable
{
    private readonly Stream _stream;
    private readonly string? _path;
    private readonly bool _force;
    private bool _hasFailed;
    private bool _isClosed;

    public TraceOutput(Stream stream) => _stream = stream;

    private TraceOutput(string path, bool force)
    {
        _path = path;
        _force = force;
        var mode = force ? FileMode.Create : FileMode.CreateNew;
        var stream = new FileStream(PartialPath, mode, FileAccess.Write, FileShare.Read, bufferSize: 0);
        RecorderLock.Hold(stream);
        _stream = stream;
    }

    public long Offset { get; private set; }

    public bool IsUsable => !_isClosed && !_hasFailed;

    private string PartialPath => PartialPathOf(_path!);

    public static string PartialPathOf(string path) => path + TraceWriter.PartialExtension;

    /// <summary>
    /// Opens the partial file. A partial file that is there already may be all that is left of a recording, so it is
    /// protected like the trace itself; one that is still being written is not even taken with force.
    /// </summary>
    public static TraceOutput CreateFile(string path, bool force)
    {
        var partial = PartialPathOf(path);
        if (!force && (File.Exists(path) || File.Exists(partial)))
        {
            throw TraceFaults.Exists(File.Exists(path) ? path : partial);
        }

        if (File.Exists(partial))
        {
            ThrowIfInUse(partial);
        }

        return new TraceOutput(path, force);
    }

    // The recorder shares its file with readers, so on Unix its lock is a shared one: only asking for the file alone meets it.
    private static void ThrowIfInUse(string partial)
    {
        using var alone = new FileStream(partial, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
    }

    public void ThrowIfClosed()
    {
        ObjectDisposedException.ThrowIf(_isClosed, typeof(TraceWriter));
        if (_hasFailed)
        {
            throw new InvalidOperationException("an earlier write failed; the trace ends there");
        }
    }

    public void Write(ReadOnlySpan<byte> bytes)
    {
        ThrowIfClosed();
        _hasFailed = true;
        try
        {
            _stream.Write(bytes);
        }
        catch (ArgumentOutOfRangeException tooLarge)
        {
            // So .NET says that a file system, or a limit of the process, takes no larger file.
            throw new IOException("the file cannot be larger", tooLarge);
        }

        _hasFailed = false;
        Offset += bytes.Length;
    }

    /// <summary>Hands everything written to the operating system: from there it outlives this process.</summary>
    public void Flush()
    {
        ThrowIfClosed();
        _hasFailed = true;
        _stream.Flush();
        _hasFailed = false;
    }

    /// <summary>The file that is written, under the name it has now; null for a stream.</summary>
    public string? CurrentPath => _path is null ? null : PartialPath;

    /// <summary>After a failed write: cuts the file where it was last whole, so that writing can go on.</summary>
    public bool TryTakeBack()
    {
        if (_isClosed || _path is null)
        {
            return false;
        }

        try
        {
            _stream.SetLength(Offset);
            _stream.Position = Offset;
            _hasFailed = false;
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    /// <summary>Closes the stream; a file is brought to the disk first, and gets its name last.</summary>
    public void Complete()
    {
        Flush();
        (_stream as FileStream)?.Flush(flushToDisk: _path is not null);
        Dispose();
        if (_path is not null)
        {
            File.Move(PartialPath, _path, _force);
        }
    }

    /// <summary>Closes and removes a file in which nothing was recorded.</summary>
    public void Discard()
    {
        Dispose();
        if (_path is not null)
        {
            File.Delete(PartialPath);
        }
    }

    public void Dispose()
    {
        _isClosed = true;
        _stream.Dispose();
    }
}
