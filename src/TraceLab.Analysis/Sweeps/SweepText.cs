using TraceLab.Analysis.Tables;
using TraceLab.Results;

namespace TraceLab.Analysis.Sweeps;

/// <summary>The ranking as a table: the best configurations, and all on the front of bytes against CPU time.</summary>
public static class SweepText
{
    /// <summary>Rows of the table on a terminal; the front is shown however long it is.</summary>
    public const int UsualRows = 20;

    public static Document Of(IReadOnlyList<SweepScore> scores, int rows = UsualRows)
    {
        var document = new Document();
        document.Heading($"{scores.Count} configurations over {scores.Max(score => score.Traces)} traces");
        if (scores.Any(score => score.WrongPixels is null))
        {
            document.Paragraph("Unchecked: client pixels were not compared.");
        }

        foreach (var wrong in scores.Where(score => score.WrongPixels > 0))
        {
            document.Warning($"FAILED: {Name(wrong.Configuration)}: {wrong.WrongPixels} wrong client pixels");
        }

        document.Table(
            Ranking(
                "By bytes over all traces; CPU is encoder and client by the cost profile; * has no other with fewer bytes and less CPU",
                [.. scores.Where(score => !score.IsLossy)],
                rows
            )
        );
        document.Table(
            Ranking(
                "Lossy, by bytes over all traces, ranked among themselves; PSNR and SSIM are the worst trace's",
                [.. scores.Where(score => score.IsLossy)],
                rows
            )
        );
        return document;
    }

    private static Table Ranking(string title, SweepScore[] scores, int rows)
    {
        var table = new Table(
            title,
            [
                Column.Figures("rank"),
                Column.Words("policy"),
                Column.Words("codec"),
                Column.Words("wire"),
                Column.Words("profile"),
                Column.Words("rectangles"),
                Column.Figures("polls/s"),
                Column.Figures("region"),
                Column.Words("link"),
                Column.Figures("encoded"),
                Column.Figures("vs best"),
                Column.Figures("CPU"),
                Column.Words("front"),
                Column.Figures("latency p95"),
                Column.Figures("late"),
                .. AreLossy(scores) ? new[] { Column.Figures("PSNR"), Column.Figures("SSIM") } : [],
            ]
        );
        for (var index = 0; index < scores.Length; index++)
        {
            if (index < rows || scores[index].IsOnFront)
            {
                Add(table, index + 1, scores[index]);
            }
        }

        return table;
    }

    private static void Add(Table table, int rank, SweepScore score) =>
        table.Add([
            Units.Count(rank),
            score.Configuration.Policy,
            score.Configuration.Codec,
            ModelledWires.Label(score.Configuration.Wire),
            score.Configuration.Profile,
            score.Configuration.Rectangles,
            $"{score.Configuration.PollsPerSecond}",
            $"{score.Configuration.RegionSize}",
            score.Configuration.Link,
            Units.Bytes(score.EncodedBytes),
            Units.Percent(score.RatioToBest),
            Units.Milliseconds(score.PricedCpuNanoseconds),
            score.IsOnFront ? "*" : "",
            Units.Milliseconds(score.WorstLatencyP95),
            Units.Count(score.LateFrames),
            .. score.IsLossy
                ? new[] { Units.Decibels(score.WorstPsnrDecibels), Units.Similarity(score.WorstSimilarity) }
                : [],
        ]);

    private static bool AreLossy(SweepScore[] scores) => scores.Length > 0 && scores[0].IsLossy;

    private static string Name(SweepConfiguration configuration) =>
        $"{configuration.Policy} {configuration.Codec} {ModelledWires.Label(configuration.Wire)} {configuration.Profile} {configuration.Rectangles} {configuration.PollsPerSecond} Hz {configuration.RegionSize} px {configuration.Link}";
}
