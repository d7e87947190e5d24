using System.IO.Compression;
using System.Text;
using CsCheck;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Scheduling.Api.Files;
using Scheduling.Engine.Domain;

namespace Scheduling.Api.Tests.Files;

public sealed class SheetTableTests
{
    [Fact]
    public void Text_is_read_in_the_encodings_that_spreadsheets_write()
    {
        Encoding gb18030 = CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!;
        foreach (byte[] bytes in new[] { Encoding.UTF8.GetBytes("工号,姓名\n1,王敏\n"), [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes("工号\t姓名\n1\t王敏\n")], gb18030.GetBytes("工号;姓名\n1;王敏\n") })
        {
            Assert.Equal(["工号|姓名", "1|王敏"], RowsOf(bytes));
        }
    }

    [Fact]
    public void Quotes_line_breaks_in_a_cell_and_the_guard_before_formulas_are_understood()
    {
        SheetTable table = SheetTable.Read(Encoding.UTF8.GetBytes("a,b\n\"x\ny\",'=1+1\n\nlast,=2\n"), "t.csv").Value!;
        Assert.Equal([1, 2, 4, 5], table.Rows.Select(row => row.Line));
        Assert.Equal("=1+1", table.Rows[1][1]);
        Assert.Equal("=2", table.Rows[3][1]);
    }

    [Fact]
    public void Dates_times_numbers_and_shared_strings_of_a_workbook_become_text()
    {
        byte[] book = Book(
            Number("A1", "46209", 1), Number("B1", "0.3125", 2), Number("C1", "46209.5", 3), Number("D1", "46209", 0), Number("E1", "2.50", 0),
            new Cell { CellReference = "G1", DataType = CellValues.SharedString, CellValue = new CellValue("0") });
        Assert.Equal(["2026-07-06|07:30|2026-07-06 12:00|46209|2.5||王敏"], RowsOf(book));
    }

    [Fact]
    public void A_formula_counts_as_the_value_stored_with_it()
    {
        Cell formula = Number("A1", "7", 0);
        formula.CellFormula = new CellFormula("1+1");
        Assert.Equal(["7"], RowsOf(Book(formula)));
    }

    [Fact]
    public void A_workbook_that_unpacks_to_too_much_is_refused()
    {
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            using Stream part = archive.CreateEntry("xl/workbook.xml", CompressionLevel.SmallestSize).Open();
            byte[] block = new byte[1024 * 1024];
            for (int i = 0; i < 200; i++)
            {
                part.Write(block);
            }
        }

        Assert.True(stream.Length < SheetTable.LargestBytes);
        Assert.Equal("workbook-too-large", CodeOf(stream.ToArray()));
    }

    [Fact]
    public void A_workbook_that_nests_without_end_is_refused()
    {
        using var stream = new MemoryStream();
        byte[] sound = Book(Number("A1", "1", 0));
        stream.Write(sound);
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Update, leaveOpen: true))
        {
            ZipArchiveEntry sheet = archive.Entries.Single(entry => entry.FullName.StartsWith("xl/worksheets/", StringComparison.Ordinal));
            string name = sheet.FullName;
            sheet.Delete();
            using var part = new StreamWriter(archive.CreateEntry(name).Open());
            part.Write("<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData><row><c t=\"inlineStr\"><is>");
            for (int i = 0; i < 500_000; i++)
            {
                part.Write("<x>");
            }
        }

        Assert.Equal("workbook-too-large", CodeOf(stream.ToArray()));
    }

    [Fact]
    public void Whatever_the_bytes_hold_reading_never_throws()
    {
        byte[][] files = [Book(Number("A1", "46209", 1), Number("B1", "2", 0)), RosterCsv.Write(FilesSample.Small, new Roster { Assignments = [] }, "zh-CN")];
        Gen.Select(Gen.Int[0, files.Length - 1], Gen.Select(Gen.Int[0, 100_000], Gen.Byte).Array[1, 8], Gen.Int[0, 100]).Sample(
            (which, changes, cut) =>
            {
                byte[] bytes = [.. files[which]];
                foreach ((int place, byte value) in changes)
                {
                    bytes[place % bytes.Length] = value;
                }

                byte[] sent = bytes[..(bytes.Length - (cut < 20 ? cut : 0))];
                return SheetTable.Read(sent, "t").Succeeded || SheetTable.Read(sent, "t").Problems.Count > 0;
            },
            iter: 500, threads: 1);
    }

    [Fact]
    public void Files_beyond_the_limits_or_of_another_kind_are_refused()
    {
        Assert.Equal("file-too-large", CodeOf(new byte[SheetTable.LargestBytes + 1]));
        Assert.Equal("too-many-rows", CodeOf(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("a,b\n", SheetTable.MostRows + 1)))));
        Assert.Equal("too-many-columns", CodeOf(Encoding.UTF8.GetBytes(new string(',', SheetTable.MostColumns) + "\n")));
        Assert.Equal("too-many-rows", CodeOf(Book(row: 1_000_000, cells: Number("A1000000", "1", 0))));
        Assert.Equal("too-many-columns", CodeOf(Book(Number("XFD1", "1", 0))));
        Assert.Equal("file-old-workbook", CodeOf([0xD0, 0xCF, 0x11, 0xE0, 1, 2, 3]));
        Assert.Equal("workbook-unreadable", CodeOf(Encoding.UTF8.GetBytes("PK\u0003\u0004 and nothing more")));
        Assert.Equal("file-not-text", CodeOf([0x89, 0x50, 0x00, 0x47, 0xFF]));
        Assert.Equal("file-empty", CodeOf([]));
    }

    [Fact]
    public void Rows_are_counted_not_lines_within_quotes()
    {
        Assert.True(SheetTable.Read(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("a,b\n", SheetTable.MostRows))), "t").Succeeded);
        Assert.Single(SheetTable.Read(Encoding.UTF8.GetBytes("a,\"" + new string('\n', SheetTable.MostRows + 1) + "\"\n"), "t").Value!.Rows, row => !row.IsEmpty);
        Assert.Equal("too-many-rows", CodeOf(Encoding.UTF8.GetBytes("\"a\",b\n" + string.Concat(Enumerable.Repeat("a,b\n", SheetTable.MostRows)))));
    }

    [Fact]
    public void Columns_have_the_letters_of_a_sheet() =>
        Assert.Equal(["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"], new[] { 0, 25, 26, 51, 52, 701, 702 }.Select(SheetTable.Letter));

    private static string[] RowsOf(byte[] bytes) => [.. SheetTable.Read(bytes, "t").Value!.Rows.Select(row => string.Join('|', row.Cells))];

    private static string CodeOf(byte[] bytes) => Assert.Single(SheetTable.Read(bytes, "t").Problems).Code;

    private static Cell Number(string reference, string value, uint style) => new() { CellReference = reference, CellValue = new CellValue(value), StyleIndex = style };

    private static byte[] Book(params Cell[] cells) => Book(1, cells);

    private static byte[] Book(uint row, params Cell[] cells)
    {
        using var stream = new MemoryStream();
        using (SpreadsheetDocument document = SpreadsheetDocument.Create(stream, SpreadsheetDocumentType.Workbook))
        {
            WorkbookPart workbook = document.AddWorkbookPart();
            WorksheetPart part = workbook.AddNewPart<WorksheetPart>();
            part.Worksheet = new Worksheet(new SheetData(new Row(cells) { RowIndex = row }));
            workbook.AddNewPart<SharedStringTablePart>().SharedStringTable = new SharedStringTable(new SharedStringItem(new Text("王敏")));
            workbook.AddNewPart<WorkbookStylesPart>().Stylesheet = new Stylesheet(
                new NumberingFormats(new NumberingFormat { NumberFormatId = 170, FormatCode = "yyyy\"h\"/m/d" }),
                new Fonts(new Font()), new Fills(new Fill()), new Borders(new Border()),
                new CellFormats(new CellFormat(), new CellFormat { NumberFormatId = 170 }, new CellFormat { NumberFormatId = 20 }, new CellFormat { NumberFormatId = 22 }));
            workbook.Workbook = new Workbook(new Sheets(new Sheet { Name = "s", SheetId = 1, Id = workbook.GetIdOfPart(part) }));
        }

        return stream.ToArray();
    }
}
