namespace TraceLab.Analysis.Tables;

/// <summary>A text for people, apart from how it is rendered: the same document gives the terminal's text and Markdown.</summary>
public sealed class Document
{
    private readonly List<Block> _blocks = [];

    public IReadOnlyList<Block> Blocks => _blocks;

    public void Heading(string text) => _blocks.Add(new Heading(text));

    public void Paragraph(string text) => _blocks.Add(new Paragraph(text, Strong: false));

    /// <summary>Something that must not be missed: data loss, wrong pixels, a regression.</summary>
    public void Warning(string text) => _blocks.Add(new Paragraph(text, Strong: true));

    /// <summary>A command the reader may copy.</summary>
    public void Command(string text) => _blocks.Add(new Command(text));

    /// <summary>Adds a table; one without rows is left out.</summary>
    public void Table(Table table)
    {
        if (table.Rows.Count > 0)
        {
            _blocks.Add(table);
        }
    }
}

public abstract record Block;

public sealed record Heading(string Text) : Block;

public sealed record Paragraph(string Text, bool Strong) : Block;

public sealed record Command(string Text) : Block;

/// <summary>Cells as text. Every row has as many cells as there are columns.</summary>
public sealed record Table(string Title, IReadOnlyList<Column> Columns) : Block
{
    private readonly List<IReadOnlyList<string>> _rows = [];

    public IReadOnlyList<IReadOnlyList<string>> Rows => _rows;

    public void Add(params string[] cells)
    {
        if (cells.Length != Columns.Count)
        {
            throw new ArgumentException(
                $"the table \"{Title}\" has {Columns.Count} columns, the row has {cells.Length} cells",
                nameof(cells)
            );
        }

        _rows.Add(cells);
    }
}

/// <summary>A column of words, or of numbers aligned to the right.</summary>
public readonly record struct Column(string Name, bool Numbers)
{
    public static Column Words(string name) => new(name, Numbers: false);

    public static Column Figures(string name) => new(name, Numbers: true);
}
