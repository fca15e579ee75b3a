using CsvHelper;
using TraceLab.Results;

namespace TraceLab.Analysis.Csv;

/// <summary>How near the client came to the primary framebuffer; empty for what was sent without loss or not checked.</summary>
[CsvRecord]
public readonly partial record struct FidelityColumns
{
    [CsvColumn("lossy_pixels")]
    public required long? LossyPixels { get; init; }

    [CsvColumn("psnr_db")]
    public required double? PsnrDecibels { get; init; }

    [CsvColumn("ssim")]
    public required double? StructuralSimilarity { get; init; }

    public static FidelityColumns Of(Fidelity? fidelity) =>
        new()
        {
            LossyPixels = fidelity?.LossyPixels,
            PsnrDecibels = fidelity?.PsnrDecibels,
            StructuralSimilarity = fidelity?.StructuralSimilarity,
        };
}
