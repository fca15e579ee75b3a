using TraceLab.Core.Faults;
using TraceLab.Simulation.Codecs;
using TraceLab.Simulation.Pricing;
using TraceLab.Tests.Cli;

namespace TraceLab.Tests.Simulation.Pricing;

public sealed class CostProfileFileTests : IDisposable
{
    private readonly CliFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_profile_is_read_as_it_was_written()
    {
        var profile = CostProfiles.Of(CostProfiles.Cost(0.1, 2.5, 3, 1e-7), CostProfiles.Cost(1, 0, 0, 4));

        var read = CostProfileFile.Load(Written(CostProfileFile.Write(profile)));

        Assert.Equal("costs", read.Name);
        Assert.Equal(CostProfileFile.Write(profile), CostProfileFile.Write(read));
        Assert.Equal(profile.Codecs["lz4"], read.Codecs["lz4"]);
    }

    [Fact]
    public void The_shipped_profile_names_its_machine_and_knows_every_codec()
    {
        var profile = CostProfile.Default;

        Assert.True(profile is { Machine.Length: > 0, Runtime.Length: > 0 });
        Assert.All(PixelCodecs.Names, name => Assert.True(profile.OfCodec(name).Encode.PixelNanoseconds > 0));
        Assert.True(profile.OfPrimitive("copy").Decode.ItemNanoseconds > 0);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"schema_version\":1}")]
    [InlineData("{\"schema_version\":2,\"machine\":\"a\",\"runtime\":\"b\",\"codecs\":{},\"primitives\":{}}")]
    [InlineData("{\"schema_version\":1,\"machine\":null,\"runtime\":\"b\",\"codecs\":{},\"primitives\":{}}")]
    [InlineData(
        "{\"schema_version\":1,\"machine\":\"a\",\"runtime\":\"b\",\"codecs\":{\"raw\":null},\"primitives\":{}}"
    )]
    [InlineData("{\"schema_version\":1,\"machine\":\"a\",\"runtime\":\"b\",\"codecs\":{\"raw\":{}},\"primitives\":{}}")]
    [InlineData(
        "{\"schema_version\":1,\"machine\":\"a\",\"runtime\":\"b\",\"codecs\":{\"raw\":{\"encode\":{\"item_nanoseconds\":-1},\"decode\":{}}},\"primitives\":{}}"
    )]
    [InlineData(
        "{\"schema_version\":1,\"machine\":\"a\",\"runtime\":\"b\",\"codecs\":{\"raw\":{\"encode\":{\"pixel_nanoseconds\":1e300},\"decode\":{}}},\"primitives\":{}}"
    )]
    public void What_is_no_profile_is_told_in_one_line(string text)
    {
        var path = Written(text);

        var fault = Assert.Throws<InputFaultException>(() => CostProfileFile.Load(path));

        Assert.StartsWith($"{path}: no cost profile: expected ", fault.Message);
        Assert.EndsWith("; make one with 'tracelab calibrate'", fault.Message);
        Assert.DoesNotContain('\n', fault.Message);
    }

    [Fact]
    public void A_missing_file_and_a_huge_one_are_refused()
    {
        var missing = _folder.PathOf("none.json");
        var huge = _folder.Write("huge.json", new byte[(1 << 20) + 1]);

        Assert.Equal(
            $"{missing}: no such file",
            Assert.Throws<InputFaultException>(() => CostProfileFile.Load(missing)).Message
        );
        Assert.Contains(
            "expected at most 1048576 bytes",
            Assert.Throws<InputFaultException>(() => CostProfileFile.Load(huge)).Message
        );
    }

    private string Written(string text) => _folder.Write("costs.json", System.Text.Encoding.UTF8.GetBytes(text));
}
