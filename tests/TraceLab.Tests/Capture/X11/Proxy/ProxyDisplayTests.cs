using TraceLab.Capture.Live;
using TraceLab.Capture.X11.Proxy;

namespace TraceLab.Tests.Capture.X11.Proxy;

public class ProxyDisplayTests
{
    // Above what Linux gives to any process.
    private const int NoProcess = int.MaxValue;

    [Fact]
    public void A_number_whose_owner_was_killed_is_left_to_who_tidies_up_after_him()
    {
        var number = LockFirst();
        try
        {
            using var reaper = new Reaper();
            using var display = ProxyDisplay.Claim(reaper);

            Assert.NotEqual(number, display.Number);
            Assert.Equal($"{NoProcess}\n", File.ReadAllText(DisplayFiles.LockPathOf(number)));
        }
        finally
        {
            File.Delete(DisplayFiles.LockPathOf(number));
        }
    }

    // The first number that a display would claim.
    private static int LockFirst()
    {
        for (var number = 20; ; number++)
        {
            try
            {
                using var file = new FileStream(DisplayFiles.LockPathOf(number), FileMode.CreateNew);
                using var text = new StreamWriter(file);
                text.Write($"{NoProcess}\n");
                return number;
            }
            catch (IOException)
            {
                // Somebody has it.
            }
        }
    }
}
