namespace TraceLab.TraceFormat.Blocks;

/// <summary>
/// How a recorder shows that it still writes a file: it holds a lock on one byte that no file has. The lock ends with the
/// process, however that ends, and hinders no reader. Locks of one process do not exclude each other on Unix, so a
/// recorder does not see its own.
/// </summary>
internal static class RecorderLock
{
    private const long LockedByte = 1L << 62;

    private static bool IsSupported => OperatingSystem.IsLinux() || OperatingSystem.IsWindows();

    public static void Hold(FileStream stream)
    {
        if (IsSupported)
        {
#pragma warning disable CA1416 // asked above
            stream.Lock(LockedByte, 1);
#pragma warning restore CA1416
        }
    }

    /// <summary>Whether another process writes the file.</summary>
    public static bool IsHeld(string path)
    {
        if (!IsSupported)
        {
            return false;
        }

        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        try
        {
#pragma warning disable CA1416 // asked above
            stream.Lock(LockedByte, 1);
#pragma warning restore CA1416
            return false;
        }
        catch (IOException)
        {
            return true;
        }
    }
}
