using System.Text;
using CsCheck;
using TraceLab.Analysis.Gate;
using TraceLab.Core.Faults;

namespace TraceLab.Tests.Analysis.Gate;

public sealed class BaselineFileTests : IDisposable
{
    private readonly ReportFolder _folder = new();

    [Fact]
    public async Task A_baseline_is_json_in_a_stable_order()
    {
        var runs = SampleRuns.Both();
        Array.Reverse(runs);

        await Verify(Text(Baseline.Of(runs, "  first numbers of the bundled sessions ")), "json");
    }

    [Fact]
    public void What_was_saved_is_what_is_loaded()
    {
        var path = Path.Combine(_folder.Path, "baseline.json");
        var baseline = Baseline.Of(SampleRuns.Both(), "start");

        BaselineFile.Save(Baseline.Of(SampleRuns.Both(), "older"), path);
        BaselineFile.Save(baseline, path);

        Assert.Equal(Text(baseline), Text(BaselineFile.Load(path)));
        Assert.Equal("start", BaselineFile.Load(path).Reason);
        Assert.Equal(["baseline.json"], _folder.Names, StringComparer.Ordinal);
    }

    [Fact]
    public void A_missing_file_says_how_to_make_one()
    {
        var path = Path.Combine(_folder.Path, "none", "baseline.json");

        var fault = Assert.Throws<InputFaultException>(() => BaselineFile.Load(path));

        Assert.Equal(path, fault.File);
        Assert.Contains("--accept", fault.Remedy);
    }

    [Theory]
    [InlineData("\"schema_version\": 1", "\"schema_version\": 2", "schema_version: expected 1, found 2")]
    [InlineData("\"reason\"", "\"raison\"", "\"reason\" of kind String, found none")]
    [InlineData("\"policy\": \"ordered\"", "\"policy\": 7", "\"policy\" of kind String, found Number")]
    [InlineData("\"polls_per_second\": 60", "\"polls_per_second\": 6e99", "polls_per_second: expected a whole number")]
    [InlineData("\"frames\": 3", "\"frames\": 4", "expected 3 by the frames, found 4")]
    [InlineData("[1,2,3]", "[1,3,2]", "frame_polls: expected rising numbers, found 2 after 3")]
    [InlineData("[1,2,3]", "[1,2]", "frame_bytes: expected 2 numbers, as in frame_polls, found 3 numbers")]
    [InlineData("[10,20,30]", "[10,20,-30]", "frame_bytes: expected a whole number from 0")]
    [InlineData("[10,20,30]", "[10,20,\"x\"]", "frame_bytes: expected a whole number from 0")]
    [InlineData("[10,20,30]", "[10,20,9223372036854775807]", "frame_bytes: expected a whole number from 0")]
    [InlineData("\"items\": [", "\"items\": [7,", "the baseline lacks a part")]
    public void Damage_is_named(string part, string damaged, string message)
    {
        var text = Text(Baseline.Of([SampleRuns.Of(SampleRuns.Settings("ordered"), 10, 20, 30)], "start"));
        Assert.Contains(part, text);

        var fault = Assert.Throws<InputFaultException>(() => Read(text.Replace(part, damaged)));

        Assert.Contains(message, fault.Message);
    }

    [Fact]
    public void The_same_run_twice_is_refused()
    {
        var run = SampleRuns.Of(SampleRuns.Settings("ordered"), 10);

        Assert.Throws<InputFaultException>(() => Baseline.Of([run, run], "start"));
    }

    [Fact]
    public void Broken_json_is_named_by_line() =>
        Assert.Contains("a fault in line 2, byte 3", Assert.Throws<InputFaultException>(() => Read("{\n  x")).Message);

    [Fact]
    public void No_damage_of_any_byte_gets_through_as_another_kind_of_error()
    {
        var bytes = Encoding.UTF8.GetBytes(
            Text(Baseline.Of([SampleRuns.Of(SampleRuns.Settings("ordered"), 10, 20, 30)], "start"))
        );
        Gen.Select(Gen.Int[0, bytes.Length - 1], Gen.Byte)
            .Sample(
                (at, value) =>
                {
                    var damaged = bytes.ToArray();
                    damaged[at] = value;
                    try
                    {
                        using var stream = new MemoryStream(damaged);
                        BaselineFile.Read(stream);
                    }
                    catch (InputFaultException)
                    {
                        // The one error there is.
                    }
                },
                iter: 2000
            );
    }

    [Fact]
    public void A_baseline_needs_a_reason() =>
        Assert.Throws<InputFaultException>(() => Baseline.Of(SampleRuns.Both(), "  "));

    [Fact]
    public void A_run_with_wrong_pixels_cannot_become_a_baseline()
    {
        var failed = SampleRuns.Scroll("size");
        failed.Failure = "frame 2: 3 wrong pixels";
        var wrong = SampleRuns.Scroll("size");
        wrong.Totals.WrongPixels = 1;

        Assert.Contains("frame 2", Assert.Throws<InputFaultException>(() => Baseline.Of([failed], "x")).Message);
        Assert.Throws<InputFaultException>(() => Baseline.Of([wrong], "x"));
    }

    public void Dispose() => _folder.Dispose();

    private static string Text(Baseline baseline)
    {
        using var stream = new MemoryStream();
        BaselineFile.Write(baseline, stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static Baseline Read(string text)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(text));
        return BaselineFile.Read(stream);
    }
}
