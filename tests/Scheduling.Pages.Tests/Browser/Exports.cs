using System.IO.Compression;
using System.Text;
using System.Xml.Linq;
namespace Scheduling.Pages.Tests.Browser;

/// <summary>Files that are downloaded with the buttons of the page, opened and held against its grid.</summary>
internal static class Exports
{
    private static readonly XNamespace Sheet = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

    public static async Task AssertCsvAsync(WeekScreen screen, DemoFixture demo)
    {
        string text = new UTF8Encoding(false, true).GetString(await DownloadAsync(screen, "export-csv"));
        Assert.StartsWith("\uFEFF", text, StringComparison.Ordinal);
        string[][] rows = [.. text[1..].Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.TrimEnd('\r').Split(','))];
        Dictionary<string, string[]> people = rows.Skip(1).Where(r => r[0] != "∑").ToDictionary(r => r[0]);
        Assert.Equal(demo.Problem.Employees.Select(e => e.Id).Order(), people.Keys.Order());

        string[] dates = [.. rows[0].Skip(3).Take(7).Select(h => h.Split(' ')[0])];
        HashSet<string> shifts = [.. demo.Problem.ShiftTypes.Select(s => s.Id)];
        foreach ((string cell, string code) in await screen.CodesAsync())
        {
            string[] parts = cell.Split('-', 3);
            string told = people[parts[1]][3 + Array.IndexOf(dates, parts[2])];
            string bare = told.Split('@', '(', '（')[0].Trim();
            Assert.Equal((cell, code), (cell, shifts.Contains(bare.Split(' ')[0]) ? bare : ""));
        }
    }

    public static async Task AssertWorkbookAsync(WeekScreen screen, DemoFixture demo)
    {
        using var book = new ZipArchive(new MemoryStream(await DownloadAsync(screen, "export-xlsx")), ZipArchiveMode.Read);
        XDocument index = await ReadAsync(book, "xl/workbook.xml");
        Assert.True(index.Descendants(Sheet + "sheet").Count() >= 2, index.ToString());
        Assert.Equal(index.Descendants(Sheet + "sheet").Count(), book.Entries.Count(e => e.FullName.StartsWith("xl/worksheets/", StringComparison.Ordinal) && e.Name.EndsWith(".xml", StringComparison.Ordinal)));

        List<string> texts = [];
        foreach (ZipArchiveEntry part in book.Entries.Where(e => e.Name == "sharedStrings.xml" || e.FullName.StartsWith("xl/worksheets/sheet", StringComparison.Ordinal)))
        {
            texts.AddRange((await ReadAsync(book, part.FullName)).Descendants(Sheet + "t").Select(t => t.Value));
        }

        Assert.All(demo.Problem.Employees, e => Assert.Contains(e.Name, texts));
    }

    private static async Task<XDocument> ReadAsync(ZipArchive book, string name)
    {
        await using Stream stream = await (book.GetEntry(name) ?? throw new InvalidDataException($"The workbook has no '{name}'.")).OpenAsync();
        return await XDocument.LoadAsync(stream, LoadOptions.None, CancellationToken.None);
    }

    /// <summary>Presses a button that downloads and waits for the file.</summary>
    private static async Task<byte[]> DownloadAsync(WeekScreen screen, string button)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("scheduling-download-");
        try
        {
            await screen.Page.Page.Client.SendAsync("Page.setDownloadBehavior", new { behavior = "allow", downloadPath = folder.FullName });
            await screen.Page.PressAsync(button);
            FileInfo file = await Until.GoodAsync(
                $"'{button}' brings a file",
                () => Task.FromResult(folder.GetFiles().FirstOrDefault(f => f.Extension is ".csv" or ".xlsx" && f.Length > 0)!),
                found => found is not null,
                TimeSpan.FromSeconds(30));
            return await File.ReadAllBytesAsync(file.FullName);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
