using System.Text.Json;
using TraceLab.Analysis.Explain;
using TraceLab.Core.Commands;
using TraceLab.Core.Geometry;
using TraceLab.Results;
using TraceLab.Simulation.Machine;
using TraceLab.Tests.Simulation;

namespace TraceLab.Tests.Analysis.Explain;

public class ExplanationTests
{
    [Fact]
    public Task Every_primitive_of_a_frame_says_why_it_went_or_stayed()
    {
        var explanation = Explain("size", frame: 2);

        return Verify(ExplanationText.Of(explanation, SimulatedRun.Settings("size")));
    }

    [Fact]
    public void One_primitive_may_be_asked_for_alone()
    {
        var text = ExplanationText.Of(Explain("ordered", frame: 2), SimulatedRun.Settings("ordered"), only: 4);

        Assert.Contains("#4  copy", text, StringComparison.Ordinal);
        Assert.DoesNotContain("#3", text.Split("#4")[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Programs_read_the_same_reasons()
    {
        using var json = JsonDocument.Parse(
            ExplanationJson.Of(Explain("size", frame: 2), SimulatedRun.Settings("size"))
        );

        var reasons = json
            .RootElement.GetProperty("primitives")
            .EnumerateArray()
            .Select(primitive => primitive.GetProperty("reason").GetString());
        Assert.Equal(
            "sent, client_cannot, source_changed, not_isolated, not_isolated, touches_no_region",
            string.Join(", ", reasons)
        );
    }

    [Fact]
    public void What_the_client_lacks_is_said_in_words_and_for_programs()
    {
        var explanation = Explain("size", frame: 2);

        Assert.Contains(
            "the client cannot execute it, it lacks raster operations",
            ExplanationText.Of(explanation, SimulatedRun.Settings("size"))
        );
        using var json = JsonDocument.Parse(ExplanationJson.Of(explanation, SimulatedRun.Settings("size")));
        Assert.Equal(
            [null, "raster_operation", null, null, null, null],
            json.RootElement.GetProperty("primitives")
                .EnumerateArray()
                .Select(primitive => primitive.GetProperty("client_lacks").GetString()),
            StringComparer.Ordinal
        );
    }

    private static FrameExplanation Explain(string policy, int frame)
    {
        var explanation = new FrameExplanation(frame);
        var session = SessionBuilder
            .Screen(256, 128)
            .Noise(new Rect(0, 0, 256, 128), 1)
            .At(20)
            .Fill(new Rect(0, 0, 64, 64), 0xFF0000)
            .Fill(new Rect(128, 0, 160, 32), 0, RasterOp.Invert)
            .Copy(new Rect(64, 64, 96, 96), 128, 0)
            .Fill(new Rect(200, 100, 240, 120), 0x00FF00)
            .Fill(new Rect(204, 104, 244, 124), 0x0000FF)
            .Fill(new Rect(500, 500, 600, 600), 0x0000FF);
        using var simulator = new Simulator(
            new MachineOptions(),
            [new RunResult(SimulatedRun.Settings(policy), explanation)]
        );
        simulator.Play(session.Events);
        return explanation;
    }
}
