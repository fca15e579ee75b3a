using System.Text;
using DiffPlex.DiffBuilder;
using DiffPlex.DiffBuilder.Model;

namespace TraceLab.Tests.Verifying;

/// <summary>A difference for reading: changed lines with their marks, and a few lines around each change.</summary>
internal static class LineDiff
{
    private const int LinesAround = 3;

    public static string Of(string verified, string received)
    {
        var lines = InlineDiffBuilder.Diff(verified, received, ignoreWhiteSpace: false).Lines;
        var shown = new bool[lines.Count];
        for (var i = 0; i < lines.Count; i++)
        {
            if (lines[i].Type != ChangeType.Unchanged)
            {
                var first = Math.Max(0, i - LinesAround);
                shown.AsSpan(first, Math.Min(lines.Count, i + LinesAround + 1) - first).Fill(true);
            }
        }

        var text = new StringBuilder();
        for (var i = 0; i < lines.Count; i++)
        {
            if (shown[i])
            {
                text.Append(Sign(lines[i].Type)).Append(' ').Append(lines[i].Text).Append('\n');
            }
            else if (i == 0 || shown[i - 1])
            {
                text.Append("  …\n");
            }
        }

        return text.ToString();
    }

    private static char Sign(ChangeType type) =>
        type switch
        {
            ChangeType.Inserted => '+',
            ChangeType.Deleted => '-',
            _ => ' ',
        };
}
