using TraceLab.Analysis.Csv;
using TraceLab.Results;

namespace TraceLab.Tests.Analysis.Csv;

public sealed class DecisionCsvTests : IDisposable
{
    private readonly ReportFolder _folder = new();

    [Fact]
    public async Task Each_primitive_has_a_row_that_says_why()
    {
        using (var decisions = new DecisionCsv(_folder.Reports))
        {
            foreach (var policy in SampleRuns.Policies)
            {
                SampleRuns.Scroll(policy, next: decisions.Open(SampleRuns.Settings(policy)));
            }

            decisions.Complete();
        }

        Assert.Equal([DecisionCsv.FileName], _folder.Names);
        await Verify(_folder.Text(DecisionCsv.FileName), "csv");
    }

    [Fact]
    public void Rows_are_in_run_order_however_runs_interleave()
    {
        const int Runs = 8;
        const int Rows = 3000;
        using (var decisions = new DecisionCsv(_folder.Reports))
        {
            var observers = Enumerable
                .Range(0, Runs)
                .Select(run => decisions.Open(SampleRuns.Settings($"p{run}")))
                .ToArray();
            Parallel.For(0, Runs, run => Feed(observers[run], Rows));
            decisions.Complete();
        }

        var expected = Enumerable
            .Range(0, Runs)
            .SelectMany(run => Enumerable.Range(1, Rows).Select(row => $"p{run},{row}"));
        var written = _folder.Text(DecisionCsv.FileName).Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1);
        Assert.Equal(
            expected,
            written.Select(line => line.Split(',')).Select(cells => $"{cells[2]},{cells[8]}"),
            StringComparer.Ordinal
        );
    }

    [Fact]
    public void A_name_with_commas_and_quotes_stays_one_field()
    {
        using (var decisions = new DecisionCsv(_folder.Reports))
        {
            Feed(decisions.Open(SampleRuns.Settings("size", trace: "a, \"b\"")), rows: 1);
            decisions.Complete();
        }

        Assert.Contains("\n1,\"a, \"\"b\"\"\",size,", _folder.Text(DecisionCsv.FileName));
    }

    [Fact]
    public void A_run_that_fails_leaves_nothing_behind()
    {
        using (var decisions = new DecisionCsv(_folder.Reports))
        {
            Feed(decisions.Open(SampleRuns.Settings("size")), rows: 100);
        }

        Assert.Empty(_folder.Names);
    }

    public void Dispose() => _folder.Dispose();

    private static void Feed(IRunObserver observer, int rows)
    {
        for (var sequence = 1u; sequence <= rows; sequence++)
        {
            observer.OnDecision(SampleRuns.Decision(1, sequence, "fill", DecisionReason.NotCheaper));
        }
    }
}
