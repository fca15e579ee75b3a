using System.Text;
using TraceLab.Analysis.Gate;
using TraceLab.Analysis.Tables;
using TraceLab.Results;

namespace TraceLab.Analysis.Explain;

/// <summary>Why each primitive of a frame went or stayed, in sentences.</summary>
public static class ExplanationText
{
    /// <summary>The whole frame, or only the primitive of the given sequence number, which the frame must have.</summary>
    public static string Of(FrameExplanation explanation, RunSettings settings, uint? only = null)
    {
        var text = new StringBuilder();
        AppendFrame(text, explanation.Frame!.Value, settings);
        text.AppendLine();
        foreach (var decision in explanation.Decisions)
        {
            if (only is null || decision.Sequence == only)
            {
                text.AppendLine($"#{decision.Sequence}  {Name(decision)}, {decision.Regions} regions");
                text.AppendLine($"    {Sentence(explanation, decision)}");
            }
        }

        return text.ToString();
    }

    private static string Client(RunSettings settings) =>
        settings.Profile == GateKey.UsualProfile ? "" : $", client {settings.Profile}";

    private static string Rectangles(RunSettings settings) =>
        settings.Rectangles == GateKey.UsualRectangles ? "" : $", rectangles {settings.Rectangles}";

    private static void AppendFrame(StringBuilder text, in FrameResult frame, RunSettings settings)
    {
        text.AppendLine(
            $"{settings.Trace}, frame {frame.Frame}: poll {frame.Poll} at {Units.Seconds(frame.TimeNanoseconds)}, answered up to #{frame.AnsweredSequence}; policy {settings.Policy}, codec {settings.Codec}, wire {ModelledWires.Label(settings.Wire)}{Client(settings)}{Rectangles(settings)}"
        );
        text.AppendLine(
            $"regions     {Units.Count(frame.RegionsMarked)} marked, {Units.Count(frame.RegionsTrimmed)} trimmed, {Units.Count(frame.RegionsSent)} sent; {Units.Count(frame.RegionsAsPixels)} went as pixels"
        );
        text.AppendLine(
            $"primitives  {frame.PrimitivesSeen} seen, {frame.PrimitivesIsolated} isolated, {frame.PrimitivesLegal} legal in order, {frame.PrimitivesSent} sent"
        );
        text.AppendLine(
            $"bytes       {Units.Count(frame.EncodedBytes)}: {Units.Count(frame.PrimitiveBytes)} primitives, {Units.Count(frame.PixelBytes)} pixels, {(frame.CacheBytes == 0 ? "" : $"{Units.Count(frame.CacheBytes)} cache, ")}{Units.Count(frame.FramingBytes)} framing; {Units.Count(frame.RawBytes)} uncompressed"
        );
    }

    private static string Name(in PrimitiveDecision decision) =>
        $"{decision.Kind} {decision.Width}x{decision.Height} at {decision.X},{decision.Y}";

    private static string Sentence(FrameExplanation explanation, in PrimitiveDecision decision)
    {
        var bytes =
            $"{Units.Count(decision.PrimitiveBytes)} bytes as a primitive, {Units.Count(decision.PixelBytes)} as pixels";
        return decision.Reason switch
        {
            DecisionReason.Sent when decision.PixelBytes == 0 =>
                $"sent as a primitive: {Units.Count(decision.PrimitiveBytes)} bytes",
            DecisionReason.Sent => $"sent as a primitive: {bytes}",
            DecisionReason.TouchesNoRegion => "stays: it draws nothing on the screen",
            DecisionReason.ClientCannot =>
                $"stays: the client cannot execute it, it lacks {decision.ClientLacks.Words()}",
            DecisionReason.NotIsolated =>
                $"stays: not isolated, it shares a region with {Other(explanation, decision)}",
            DecisionReason.SourceChanged =>
                $"stays: what it reads was changed before by {Other(explanation, decision)}, which stays",
            DecisionReason.TouchesTrimmedRegion =>
                "stays: its regions were trimmed, the client already shows what it drew",
            DecisionReason.NotCheaper => $"stays: not cheaper, {bytes}",
            DecisionReason.KindNotNamed => $"stays: the policy sends other kinds; {bytes}",
            DecisionReason.NotWeighed =>
                "stays: not weighed, images like it have hardly saved anything in the frames before",
            DecisionReason.Hidden => "stays: later primitives painted over all of it",
            _ => "stays: the policy sends pixels only",
        };
    }

    private static string Other(FrameExplanation explanation, in PrimitiveDecision decision) =>
        decision.OtherSequence is not { } sequence ? "another primitive"
        : explanation.Find(sequence) is { } other ? $"#{sequence} ({Name(other)})"
        : $"#{sequence} (a new screen)";
}
