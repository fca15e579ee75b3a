using ScottPlot;
using ScottPlot.TickGenerators;
using TraceLab.Analysis.Tables;

namespace TraceLab.Analysis.Charts;

/// <summary>A logarithmic axis of bytes: positions are log10 of bytes, whole decades are labelled.</summary>
internal static class LogBytesAxis
{
    /// <summary>Where a byte count stands on the axis; 0 stands with 1.</summary>
    public static double Position(double bytes) => Math.Log10(Math.Max(1, bytes));

    /// <summary>Sets ticks and the decades that hold all of <paramref name="bytes"/>.</summary>
    /// <returns>The axis limits: whole decades.</returns>
    public static (double Low, double High) Apply(IAxis axis, IEnumerable<long> bytes, int maxLabels)
    {
        var positions = bytes.Select(value => Position(value)).DefaultIfEmpty(0).ToArray();
        var low = Math.Floor(positions.Min());
        var high = Math.Max(low + 1, Math.Ceiling(positions.Max() + 0.02));
        var labelEvery = (int)Math.Ceiling((high - low + 1) / Math.Max(1, maxLabels));
        var ticks = new NumericManual();
        for (var decade = (int)low; decade <= (int)high; decade++)
        {
            ticks.AddMajor(decade, ((int)high - decade) % labelEvery == 0 ? Units.Decade(decade) : "");
            for (var step = 2; step <= 9 && decade < (int)high; step++)
            {
                ticks.AddMinor(decade + Math.Log10(step));
            }
        }

        axis.TickGenerator = ticks;
        axis.Min = low;
        axis.Max = high;
        return (low, high);
    }
}
