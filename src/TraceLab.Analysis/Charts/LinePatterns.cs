using ScottPlot;

namespace TraceLab.Analysis.Charts;

/// <summary>Patterns beside colours, so that lines which lie on each other, or are printed grey, stay apart.</summary>
internal static class LinePatterns
{
    private static readonly LinePattern[] Patterns =
    [
        LinePattern.Solid,
        LinePattern.Dashed,
        LinePattern.Dotted,
        LinePattern.Solid,
        LinePattern.DenselyDashed,
    ];

    public static LinePattern Of(int index) => Patterns[index % Patterns.Length];
}
