using System.Runtime.InteropServices;

namespace TraceLab.Tests.Simulation.Wires.Rfb;

/// <summary>
/// libvncclient, the library that VNC viewers such as Remmina and KRDC decode with. Of its structure only what stands at the
/// start is read: framebuffer, width and height; the pixel format is found by the values that it is created with.
/// </summary>
internal sealed unsafe partial class VncClient : SafeHandle
{
    // 32 bits a pixel, depth 24, little-endian, true colour, 255 for each colour, red in the low byte: the library's own.
    private static ReadOnlySpan<byte> OwnFormat => [32, 24, 0, 1, 255, 0, 255, 0, 255, 0, 0, 8, 16];

    /// <summary>Connects and takes part in the handshake; the server must be listening.</summary>
    public VncClient(int port)
        : base(0, ownsHandle: true)
    {
        SetHandle(GetClient(8, 3, 4));
        var format = new Span<byte>((void*)handle, SearchedBytes).IndexOf(OwnFormat);
        Assert.True(format > 0, "libvncclient's pixel format is not where it was looked for");
        // Red in the third byte, blue in the first.
        (((byte*)handle)[format + 10], ((byte*)handle)[format + 12]) = (16, 0);
        // The library frees what it is given, so the arguments are its own copies.
        string[] arguments = ["tests", "-encodings", "tight zrle hextile rre copyrect raw", $"127.0.0.1:{port}"];
        var pointers = stackalloc nint[arguments.Length + 1];
        for (var i = 0; i < arguments.Length; i++)
        {
            pointers[i] = Marshal.StringToCoTaskMemUTF8(arguments[i]);
        }

        var count = arguments.Length;
        if (InitClient(handle, &count, pointers) == 0)
        {
            // The library has cleaned up already.
            SetHandleAsInvalid();
            Assert.Fail("libvncclient refused the handshake");
        }
    }

    private static int SearchedBytes => 512 * 1024;

    public (int Width, int Height) Size => (((int*)handle)[2], ((int*)handle)[3]);

    /// <summary>Four bytes a pixel, B G R and an unused one.</summary>
    public ReadOnlySpan<byte> Screen => new(*(void**)handle, Size.Width * Size.Height * 4);

    /// <summary>Reads one message and decodes it.</summary>
    public bool Handle() => HandleMessage(handle) != 0;

    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle()
    {
        Cleanup(handle);
        return true;
    }

    [LibraryImport("libvncclient.so.1", EntryPoint = "rfbGetClient")]
    private static partial nint GetClient(int bitsPerSample, int samplesPerPixel, int bytesPerPixel);

    [LibraryImport("libvncclient.so.1", EntryPoint = "rfbInitClient")]
    private static partial sbyte InitClient(nint client, int* count, nint* arguments);

    [LibraryImport("libvncclient.so.1", EntryPoint = "HandleRFBServerMessage")]
    private static partial sbyte HandleMessage(nint client);

    [LibraryImport("libvncclient.so.1", EntryPoint = "rfbClientCleanup")]
    private static partial void Cleanup(nint client);
}
