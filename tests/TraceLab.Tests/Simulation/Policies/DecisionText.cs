using System.Text;
using TraceLab.Results;

namespace TraceLab.Tests.Simulation.Policies;

/// <summary>Decisions as snapshots show them: a line each, in columns.</summary>
internal static class DecisionText
{
    public static string Of(IEnumerable<PrimitiveDecision> decisions)
    {
        var text = new StringBuilder();
        text.Append("frame sequence kind   box               reason                 other bytes/pixels\n");
        foreach (var decision in decisions)
        {
            text.Append(Line(decision).TrimEnd()).Append('\n');
        }

        return text.ToString();
    }

    private static string Line(PrimitiveDecision decision)
    {
        var box = $"{decision.Width}x{decision.Height}+{decision.X}+{decision.Y}";
        var bytes = $"{decision.PrimitiveBytes}/{decision.PixelBytes}";
        return $"{decision.Frame, 5} {decision.Sequence, 8} {decision.Kind, -6} {box, -17} "
            + $"{decision.Reason.Name(), -22} {decision.OtherSequence, 5} {bytes}";
    }
}
