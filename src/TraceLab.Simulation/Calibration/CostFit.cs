using System.Globalization;
using TraceLab.Simulation.Pricing;

namespace TraceLab.Simulation.Calibration;

/// <summary>One measurement: an amount of work and the time it took.</summary>
public readonly record struct CostSample(WorkAmount Work, double Nanoseconds);

/// <summary>
/// Fits a <see cref="LinearCost"/> to measurements: least squares of the relative error, no part negative. With three parts
/// there are seven sets of parts that may be positive; each is solved and the best one without a negative part is taken.
/// </summary>
public static class CostFit
{
    private const int Parts = 3;

    public static LinearCost Fit(IReadOnlyList<CostSample> samples)
    {
        var rows = samples.Where(sample => sample.Nanoseconds > 0).Select(Relative).ToArray();
        var best = new double[Parts];
        var bestError = SquaredError(rows, best);
        for (var set = 1; set < 1 << Parts; set++)
        {
            var solution = Solve(rows, set);
            if (solution is not null && Array.TrueForAll(solution, part => part >= 0))
            {
                var error = SquaredError(rows, solution);
                (best, bestError) = error < bestError ? (solution, error) : (best, bestError);
            }
        }

        var cost = new LinearCost
        {
            ItemNanoseconds = Rounded(best[0]),
            PixelNanoseconds = Rounded(best[1]),
            ByteNanoseconds = Rounded(best[2]),
        };
        return cost with { MeanError = Rounded(MeanError(cost, samples)) };
    }

    // More digits than a measurement has would only pretend.
    private static double Rounded(double value) =>
        value == 0 ? 0 : double.Parse(value.ToString("G4", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    // Divided by what was measured, so that each sample counts alike whatever its size.
    private static double[] Relative(CostSample sample) =>
        [
            sample.Work.Items / sample.Nanoseconds,
            sample.Work.Pixels / sample.Nanoseconds,
            sample.Work.Bytes / sample.Nanoseconds,
        ];

    private static double SquaredError(double[][] rows, double[] parts) =>
        rows.Sum(row => Math.Pow((row[0] * parts[0]) + (row[1] * parts[1]) + (row[2] * parts[2]) - 1, 2));

    private static double MeanError(LinearCost cost, IReadOnlyList<CostSample> samples) =>
        samples
            .Where(sample => sample.Nanoseconds > 0)
            .Select(sample => Math.Abs(cost.Nanoseconds(sample.Work) - sample.Nanoseconds) / sample.Nanoseconds)
            .DefaultIfEmpty(0)
            .Average();

    // Normal equations of the chosen parts, by elimination; null where they have no single solution.
    private static double[]? Solve(double[][] rows, int set)
    {
        int[] chosen = [.. Enumerable.Range(0, Parts).Where(part => (set & (1 << part)) != 0)];
        var matrix = new double[chosen.Length][];
        for (var i = 0; i < chosen.Length; i++)
        {
            matrix[i] = new double[chosen.Length + 1];
            for (var j = 0; j < chosen.Length; j++)
            {
                matrix[i][j] = rows.Sum(row => row[chosen[i]] * row[chosen[j]]);
            }

            matrix[i][chosen.Length] = rows.Sum(row => row[chosen[i]]);
        }

        if (!Eliminate(matrix, chosen.Length))
        {
            return null;
        }

        var solution = new double[Parts];
        for (var i = 0; i < chosen.Length; i++)
        {
            solution[chosen[i]] = matrix[i][chosen.Length] / matrix[i][i];
        }

        return solution;
    }

    private static bool Eliminate(double[][] matrix, int size)
    {
        for (var pivot = 0; pivot < size; pivot++)
        {
            // The matrix is symmetric and not negative, so a pivot that vanishes has no better one below it.
            if (matrix[pivot][pivot] <= 0)
            {
                return false;
            }

            for (var row = 0; row < size; row++)
            {
                var factor = row == pivot ? 0 : matrix[row][pivot] / matrix[pivot][pivot];
                for (var column = pivot; column <= size; column++)
                {
                    matrix[row][column] -= factor * matrix[pivot][column];
                }
            }
        }

        return true;
    }
}
