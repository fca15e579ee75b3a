namespace TraceLab.Capture.Live;

/// <summary>The X server configuration of a private Xspice.</summary>
internal static class XspiceConfiguration
{
    /// <summary>What the driver's modes allow.</summary>
    public const int MinWidth = 320;

    public const int MinHeight = 200;

    public const int MaxSide = 8192;

    private const long Megabyte = 1024 * 1024;

    /// <summary>
    /// A screen of exactly this size. The driver only offers the usual sizes, so the mode is given as a mode line; and it
    /// crashes unless the number of heads and all three buffer sizes are set.
    /// </summary>
    public static string Text(RecordingOptions options, int port)
    {
        var (width, height) = (options.Width, options.Height);

        // The driver's own defaults, and more for screens that do not fit them: its notes ask for eight screens.
        var screenMegabytes = (width * 4L * height / Megabyte) + 1;
        var frameBuffer = Math.Max(16, screenMegabytes * 2);
        var others = Math.Max(128, frameBuffer * 8);
        return $"""
            Section "Device"
                Identifier "XSPICE"
                Driver "spiceqxl"
                Option "NumHeads" "1"
                Option "SurfaceBufferSize" "{others}"
                Option "CommandBufferSize" "{others}"
                Option "FrameBufferSize" "{frameBuffer}"
                Option "EnableSurfaces" "{(options.OffScreenSurfaces ? "True" : "False")}"
                Option "SpiceAddr" "127.0.0.1"
                Option "SpicePort" "{port}"
                Option "SpiceDisableTicketing" "1"
            EndSection
            Section "InputDevice"
                Identifier "XSPICE POINTER"
                Driver "xspice pointer"
            EndSection
            Section "InputDevice"
                Identifier "XSPICE KEYBOARD"
                Driver "xspice keyboard"
            EndSection
            Section "Monitor"
                Identifier "Configured Monitor"
                HorizSync 1.0-2000.0
                VertRefresh 1.0-1000.0
                Modeline {ModeLine(width, height)}
            EndSection
            Section "Screen"
                Identifier "XSPICE Screen"
                Monitor "Configured Monitor"
                Device "XSPICE"
                DefaultDepth 24
                SubSection "Display"
                    Depth 24
                    Virtual {width} {height}
                    Modes "{width}x{height}"
                EndSubSection
            EndSection
            Section "ServerLayout"
                Identifier "XSPICE Layout"
                Screen "XSPICE Screen"
                InputDevice "XSPICE KEYBOARD"
                InputDevice "XSPICE POINTER"
            EndSection
            Section "ServerFlags"
                Option "AutoAddDevices" "False"
            EndSection

            """;
    }

    // No monitor hangs on it, so any blanking does; the clock is made for 60 frames a second.
    private static string ModeLine(int width, int height)
    {
        var (totalWidth, totalHeight) = (width + 64, height + 32);
        var megahertz = totalWidth * (double)totalHeight * 60 / 1e6;
        return $"\"{width}x{height}\" {megahertz:F3}"
            + $" {width} {width + 16} {width + 32} {totalWidth}"
            + $" {height} {height + 8} {height + 16} {totalHeight}";
    }
}
