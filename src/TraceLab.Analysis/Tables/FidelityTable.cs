namespace TraceLab.Analysis.Tables;

/// <summary>How near clients came to the primary framebuffer; no rows where nothing was lost on the way.</summary>
internal static class FidelityTable
{
    public static Table Of(TraceComparison trace)
    {
        var table = new Table(
            "Lossy: what clients show beside the primary framebuffer, over all frames; not to be ranked with lossless runs",
            [
                Column.Words("policy"),
                Column.Words("codec"),
                Column.Figures("encoded"),
                Column.Figures("lossy pixels"),
                Column.Figures("PSNR"),
                Column.Figures("SSIM"),
            ]
        );
        foreach (var run in trace.Runs)
        {
            if (run.Fidelity is { } fidelity)
            {
                table.Add(
                    run.Label,
                    run.Settings.Codec,
                    Units.Bytes(run.Totals.EncodedBytes),
                    Units.Count(fidelity.LossyPixels),
                    Units.Decibels(fidelity.PsnrDecibels),
                    Units.Similarity(fidelity.StructuralSimilarity)
                );
            }
        }

        return table;
    }
}
