using TraceLab.Analysis.Tables;

namespace TraceLab.Tests.Analysis.Tables;

public class DocumentTests
{
    [Fact]
    public void Plain_text_aligns_words_left_and_figures_right() =>
        Assert.Equal(
            """
            Title
            =====

            What it shows
            policy   bytes
            -------  -----
            a            5
            ordered    123

                tracelab gate x.tlt

            """,
            PlainText.Render(Sample())
        );

    [Fact]
    public void Markdown_says_the_same() =>
        Assert.Equal(
            """
            ## Title

            What it shows

            | policy | bytes |
            | --- | ---: |
            | a | 5 |
            | ordered | 123 |

                tracelab gate x.tlt

            """,
            Markdown.Render(Sample())
        );

    [Fact]
    public void Names_cannot_break_out_of_their_place()
    {
        var document = new Document();
        document.Warning("a|b\u001b[2J*c*\n## d <script>");

        Assert.Equal("a|b?[2J*c*?## d <script>\n", PlainText.Render(document));
        Assert.Equal("**a\\|b \\[2J\\*c\\* \\#\\# d \\<script\\>**\n", Markdown.Render(document));
    }

    [Fact]
    public void A_table_without_rows_is_left_out()
    {
        var document = new Document();
        document.Table(new Table("empty", [Column.Words("a")]));

        Assert.Empty(document.Blocks);
    }

    [Fact]
    public void A_row_has_a_cell_for_each_column()
    {
        var table = new Table("t", [Column.Words("a"), Column.Words("b")]);

        Assert.Throws<ArgumentException>(() => table.Add("only one"));
    }

    private static Document Sample()
    {
        var table = new Table("What it shows", [Column.Words("policy"), Column.Figures("bytes")]);
        table.Add("a", "5");
        table.Add("ordered", "123");
        var document = new Document();
        document.Heading("Title");
        document.Table(table);
        document.Command("tracelab gate x.tlt");
        return document;
    }
}
