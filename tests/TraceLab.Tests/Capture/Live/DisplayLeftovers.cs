using TraceLab.Capture.Live;

namespace TraceLab.Tests.Capture.Live;

internal static class DisplayLeftovers
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(5);

    /// <summary>
    /// That a display has left no files: those that are there while we have its number are nobody's. Another session may have
    /// taken the number meanwhile, and then has files of its own.
    /// </summary>
    public static void AssertNone(int display) =>
        Assert.True(SpinWait.SpinUntil(() => !AreThere(display), s_patience), $"files of display {display} are left");

    private static bool AreThere(int display)
    {
        using var reservation = DisplayFiles.Reserve(display);
        return reservation is not null
            && (File.Exists(DisplayFiles.SocketPathOf(display)) || File.Exists(DisplayFiles.LockPathOf(display)));
    }
}
