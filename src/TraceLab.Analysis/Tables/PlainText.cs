using System.Text;

namespace TraceLab.Analysis.Tables;

/// <summary>Renders a document for a terminal: aligned columns, no colours, no trailing blanks, LF.</summary>
public static class PlainText
{
    private const string Gap = "  ";

    public static string Render(Document document)
    {
        var text = new StringBuilder();
        foreach (var block in document.Blocks)
        {
            if (text.Length > 0)
            {
                text.Append('\n');
            }

            switch (block)
            {
                case Heading heading:
                    var title = Clean(heading.Text);
                    text.Append(title).Append('\n').Append('=', title.Length).Append('\n');
                    break;
                case Paragraph paragraph:
                    text.Append(Clean(paragraph.Text)).Append('\n');
                    break;
                case Command command:
                    text.Append("    ").Append(Clean(command.Text)).Append('\n');
                    break;
                case Table table:
                    Append(text, table);
                    break;
            }
        }

        return text.ToString();
    }

    private static void Append(StringBuilder text, Table table)
    {
        if (table.Title.Length > 0)
        {
            text.Append(Clean(table.Title)).Append('\n');
        }

        var rows = table.Rows.Select(row => row.Select(Clean).ToArray()).ToArray();
        var widths = table
            .Columns.Select((column, index) => rows.Select(row => row[index].Length).Append(column.Name.Length).Max())
            .ToArray();
        AppendRow(text, table, widths, [.. table.Columns.Select(column => column.Name)]);
        AppendRow(text, table, widths, [.. widths.Select(width => new string('-', width))]);
        foreach (var row in rows)
        {
            AppendRow(text, table, widths, row);
        }
    }

    private static void AppendRow(StringBuilder text, Table table, int[] widths, string[] cells)
    {
        var start = text.Length;
        for (var index = 0; index < cells.Length; index++)
        {
            var cell = cells[index];
            text.Append(index == 0 ? "" : Gap);
            text.Append(table.Columns[index].Numbers ? cell.PadLeft(widths[index]) : cell.PadRight(widths[index]));
        }

        while (text.Length > start && text[^1] == ' ')
        {
            text.Length--;
        }

        text.Append('\n');
    }

    // Names come from file names: a control character in one must not reach the terminal.
    private static string Clean(string text) =>
        text.Any(char.IsControl) ? string.Concat(text.Select(c => char.IsControl(c) ? '?' : c)) : text;
}
