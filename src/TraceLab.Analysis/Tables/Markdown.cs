using System.Text;

namespace TraceLab.Analysis.Tables;

/// <summary>Renders a document as GitHub-flavoured Markdown, LF.</summary>
public static class Markdown
{
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
                    text.Append("## ").Append(Escape(heading.Text)).Append('\n');
                    break;
                case Paragraph { Strong: true } warning:
                    text.Append("**").Append(Escape(warning.Text)).Append("**\n");
                    break;
                case Paragraph paragraph:
                    text.Append(Escape(paragraph.Text)).Append('\n');
                    break;
                case Command command:
                    text.Append("    ").Append(OneLine(command.Text)).Append('\n');
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
            text.Append(Escape(table.Title)).Append("\n\n");
        }

        AppendRow(text, table.Columns.Select(column => Escape(column.Name)));
        AppendRow(text, table.Columns.Select(column => column.Numbers ? "---:" : "---"));
        foreach (var row in table.Rows)
        {
            AppendRow(text, row.Select(Escape));
        }
    }

    private static void AppendRow(StringBuilder text, IEnumerable<string> cells) =>
        text.Append("| ").AppendJoin(" | ", cells).Append(" |\n");

    private static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var c in OneLine(text))
        {
            _ = c is '\\' or '|' or '*' or '_' or '`' or '[' or ']' or '<' or '>' or '#'
                ? escaped.Append('\\').Append(c)
                : escaped.Append(c);
        }

        return escaped.ToString();
    }

    private static string OneLine(string text) => string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c));
}
