using Microsoft.Win32.SafeHandles;

namespace TraceLab.TraceFormat.Blocks;

/// <summary>
/// Bytes that can be read at any offset, from several threads at once. The length is taken when it is opened: what a
/// running recorder appends later is not seen.
/// </summary>
internal abstract class ByteSource(string name, long length) : IDisposable
{
    /// <summary>The file's name, for faults.</summary>
    public string Name { get; } = name;

    public long Length { get; } = length;

    /// <exception cref="Core.Faults.InputFaultException">Fewer bytes are left.</exception>
    public void ReadExactly(long offset, Span<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            var count = Read(offset, bytes);
            if (count <= 0)
            {
                throw TraceFaults.Damaged(Name, offset, "the file ends", $"{bytes.Length} more bytes", "none");
            }

            offset += count;
            bytes = bytes[count..];
        }
    }

    public abstract void Dispose();

    protected abstract int Read(long offset, Span<byte> bytes);
}

internal sealed class FileSource : ByteSource
{
    private readonly SafeFileHandle _file;

    private FileSource(string path, SafeFileHandle file)
        : base(path, RandomAccess.GetLength(file)) => _file = file;

    /// <summary>Whether a recorder in another process still writes this file.</summary>
    public bool IsBeingRecorded => RecorderLock.IsHeld(Name);

    /// <summary>Opens without a lock, so that a file still being recorded can be looked at.</summary>
    public static FileSource Open(string path)
    {
        var file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        try
        {
            return new FileSource(path, file);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    protected override int Read(long offset, Span<byte> bytes) => RandomAccess.Read(_file, bytes, offset);

    public override void Dispose() => _file.Dispose();
}

internal sealed class MemorySource(ReadOnlyMemory<byte> content, string name) : ByteSource(name, content.Length)
{
    protected override int Read(long offset, Span<byte> bytes)
    {
        if (offset < 0 || offset >= content.Length)
        {
            return 0;
        }

        var available = content.Span[(int)offset..];
        var count = Math.Min(available.Length, bytes.Length);
        available[..count].CopyTo(bytes);
        return count;
    }

    public override void Dispose()
    {
        // Nothing is held but memory.
    }
}
