using CsCheck;
using Scheduling.Cli.Output;

namespace Scheduling.Cli.Tests;

public sealed class CsvTextTests
{
    [Theory]
    [InlineData("=1+2", "\"'=1+2\"")]
    [InlineData("+86 10", "\"'+86 10\"")]
    [InlineData("-5", "\"'-5\"")]
    [InlineData("@cmd", "\"'@cmd\"")]
    [InlineData("\tx", "\"'\tx\"")]
    [InlineData("\rx", "\"'\rx\"")]
    [InlineData("Smith, \"Al\"", "\"Smith, \"\"Al\"\"\"")]
    [InlineData("two\nlines", "\"two\nlines\"")]
    [InlineData("Agent 001", "Agent 001")]
    public void A_cell_is_quoted_and_never_starts_a_formula(string value, string cell)
    {
        var csv = new CsvText();
        csv.Row(value);
        Assert.Equal(cell + "\r\n", csv.ToString());
    }

    [Fact]
    public void Whatever_the_cells_hold_a_row_has_as_many_as_were_given() =>
        Gen.String[Gen.Char["=\",\n\ra王'-"], 0, 6].Array[1, 5].Sample(cells =>
        {
            var csv = new CsvText();
            csv.Row(cells);
            List<string> read = Parse(csv.ToString());
            return read.Count == cells.Length
                && read.Zip(cells).All(pair => pair.First == pair.Second || pair.First == "'" + pair.Second)
                && read.All(cell => cell.Length == 0 || !"=+-@\t\r\n".Contains(cell[0], StringComparison.Ordinal));
        });

    [Fact]
    public void Only_a_table_with_more_than_ASCII_needs_the_mark_of_UTF_8()
    {
        var plain = new CsvText();
        plain.Row("Agent 001");
        var chinese = new CsvText();
        chinese.Row("王芳");
        Assert.False(plain.NeedsUtf8Mark);
        Assert.True(chinese.NeedsUtf8Mark);
    }

    // One row of RFC 4180.
    private static List<string> Parse(string row)
    {
        List<string> cells = [""];
        bool quoted = false;
        for (int i = 0; i < row.Length - 2; i++)
        {
            if (row[i] == '"' && quoted && row[i + 1] == '"')
            {
                cells[^1] += row[i++];
            }
            else if (row[i] == '"')
            {
                quoted = !quoted;
            }
            else if (row[i] == ',' && !quoted)
            {
                cells.Add("");
            }
            else
            {
                cells[^1] += row[i];
            }
        }

        return cells;
    }
}
