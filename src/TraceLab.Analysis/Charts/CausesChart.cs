using ScottPlot;
using TraceLab.Analysis.Tables;

namespace TraceLab.Analysis.Charts;

/// <summary>Primitive, pixel, cache and framing bytes stacked per policy.</summary>
internal sealed class CausesChart : ITraceChart
{
    public string Name => "bytes";

    public void Draw(Figure figure, TraceComparison trace)
    {
        var plot = figure.AddPlot(BarRows.Height(trace.Runs.Count));
        var largest = trace.Runs.Max(run => run.Totals.EncodedBytes);
        var scale = ByteScale.For(largest);
        ChartStyle.Apply(
            plot,
            ChartStyle.Title(trace, "bytes by cause, per policy"),
            $"Bytes sent in the whole session ({scale.Unit})",
            up: ""
        );
        (string, Color)[] cache = trace.HasCacheBytes ? [("cache bytes", ChartPalette.Cache)] : [];
        ChartStyle.LegendBelow(
            plot,
            [
                ("primitive bytes", ChartPalette.Primitive),
                ("pixel bytes", ChartPalette.Pixel),
                .. cache,
                ("framing bytes", ChartPalette.Framing),
            ]
        );
        BarRows.Draw(plot, [.. trace.Runs.Select(run => Row(run, scale))], scale.Of(largest));
    }

    private static BarRow Row(ComparedRun run, ByteScale scale)
    {
        var totals = run.Totals;
        return new BarRow(
            run.Label,
            $"{Units.Bytes(totals.EncodedBytes)}: primitives {Units.Bytes(totals.PrimitiveBytes)}, "
                + $"pixels {Units.Bytes(totals.PixelBytes)}, "
                + (totals.CacheBytes == 0 ? "" : $"cache {Units.Bytes(totals.CacheBytes)}, ")
                + $"framing {Units.Bytes(totals.FramingBytes)}",
            [
                (scale.Of(totals.PrimitiveBytes), ChartPalette.Primitive),
                (scale.Of(totals.PixelBytes), ChartPalette.Pixel),
                (scale.Of(totals.CacheBytes), ChartPalette.Cache),
                (scale.Of(totals.FramingBytes), ChartPalette.Framing),
            ]
        );
    }
}
