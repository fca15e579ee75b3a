using TraceLab.Core.Commands;
using TraceLab.Simulation.Calibration;
using TraceLab.Simulation.Codecs;
using TraceLab.Simulation.Encoder;
using TraceLab.Simulation.Pricing;

namespace TraceLab.Tests.Simulation.Calibration;

public class CalibratorTests
{
    [Fact]
    public void Every_codec_and_kind_gets_a_price()
    {
        var told = new List<string>();
        var options = new CalibrationOptions { Repeats = 1, WarmUp = TimeSpan.Zero };

        var profile = Calibrator.Run("here", "now", options, told.Add, CancellationToken.None);

        Assert.Equal(PixelCodecs.Names.Order(StringComparer.Ordinal), profile.Codecs.Keys, StringComparer.Ordinal);
        Assert.Equal(
            Enum.GetValues<CommandKind>().Select(Decisions.NameOf).Order(StringComparer.Ordinal),
            profile.Primitives.Keys,
            StringComparer.Ordinal
        );
        Assert.All(
            profile.Codecs.Values.Concat(profile.Primitives.Values),
            cost =>
            {
                Assert.True(cost.Encode.Nanoseconds(new WorkAmount(1, 1, 1)) > 0, $"{cost}");
                Assert.True(cost.Decode.Nanoseconds(new WorkAmount(1, 1, 1)) > 0, $"{cost}");
            }
        );
        Assert.Equal(("here", "now"), (profile.Machine, profile.Runtime));
        Assert.Equal(options.Codecs.Count + profile.Primitives.Count, told.Count);
    }
}
